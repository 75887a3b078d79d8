package dev.connectpos.local;

import dev.connectpos.local.home.Secrets;
import dev.connectpos.local.system.Narrator;
import dev.connectpos.local.system.RunningSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The whole system for programs, tests above all: each part is a process of its own, as users run
 * it. Killed parts are started again.
 */
public final class LocalSystem implements AutoCloseable {
  private final RunningSystem running;
  private final List<String> notices;

  private LocalSystem(RunningSystem running, List<String> notices) {
    this.running = running;
    this.notices = notices;
  }

  /**
   * Starts everything, seeds included, and returns when it is ready.
   *
   * @param home the data folder; one that was used before keeps its data
   * @param portOffset added to every port
   * @throws dev.connectpos.local.home.Failure if that is impossible; nothing is left running then
   */
  public static LocalSystem start(Path home, int portOffset) {
    return start(home, portOffset, Map.of());
  }

  /**
   * The same, with further environment for the services, for example a shorter deadline.
   *
   * @param environment variables as the services' README files name them
   */
  public static LocalSystem start(Path home, int portOffset, Map<String, String> environment) {
    return start(new RunningSystem.Options(home, portOffset, environment, true));
  }

  /**
   * The same, with several processes of terminal-service; the edge gives them connections by turns.
   *
   * @param terminalReplicas how many; the second is the part {@code terminal-service-2}
   */
  public static LocalSystem start(
      Path home, int portOffset, Map<String, String> environment, int terminalReplicas) {
    return start(new RunningSystem.Options(home, portOffset, environment, true, terminalReplicas));
  }

  /** The infrastructure and the edge alone: no services, no seeds. */
  static LocalSystem startInfrastructure(Path home, int portOffset) {
    return start(new RunningSystem.Options(home, portOffset, Map.of(), false));
  }

  private static LocalSystem start(RunningSystem.Options options) {
    var notices = new CopyOnWriteArrayList<String>();
    return new LocalSystem(RunningSystem.start(options, new Recorder(notices)), notices);
  }

  /** Keeps what is said, for a test that wants to know. */
  private record Recorder(List<String> notices) implements Narrator {
    @Override
    public void ready(String part, int port, Duration took) {
      notices.add(part + " ready in " + took.toMillis() + " ms");
    }

    @Override
    public void notice(String line) {
      notices.add(line);
    }
  }

  /**
   * Kills a part without warning (SIGKILL). It is started again at once; {@link #awaitReady} waits
   * for that.
   *
   * @param part for example {@code acquirer-service}, {@code kafka} or {@code postgres}
   */
  public void kill(String part) {
    running.supervisor().kill(part);
  }

  /**
   * Returns when every part is ready.
   *
   * @throws dev.connectpos.local.home.Failure if that takes more than 90 seconds, or the system
   *     broke
   */
  public void awaitReady() {
    running.supervisor().awaitReady(Duration.ofSeconds(90));
  }

  /** Process id of a part; 0 while it has none. */
  public long pid(String part) {
    return running.supervisor().pid(part);
  }

  /** What {@code demo.env} says: PDV_URL, SECRET_KEY, TERMINAL_SERIAL and so on. */
  public Map<String, String> env() {
    return running.env();
  }

  /** The base derivation key, to inject further terminals from. */
  public String bdk() {
    return new Secrets(running.home()).bdk();
  }

  /** All that was said so far: how long each part took, deaths, restarts. */
  public List<String> notices() {
    return List.copyOf(notices);
  }

  /** Stops everything. The data stays. */
  @Override
  public void close() {
    running.close();
  }
}

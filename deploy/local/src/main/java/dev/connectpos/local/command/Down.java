package dev.connectpos.local.command;

import dev.connectpos.local.home.Failure;
import dev.connectpos.local.home.Home;
import dev.connectpos.local.process.PidFile;
import dev.connectpos.local.system.HomeLock;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops everything; harmless when nothing runs. */
@Command(
    name = "down",
    description = "Stop everything; the data stays.",
    footer = {"", "Example:", "  ./connect down"})
public final class Down implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @Spec private CommandSpec spec;

  @Mixin private HomeOption homeOption;

  /** Filled by picocli. */
  @SuppressWarnings("NullAway.Init")
  public Down() {}

  @Override
  public Integer call() {
    stop(homeOption.home(), spec.commandLine().getOut());
    return 0;
  }

  /** Stops the system of a home, and whatever a killed one left. */
  static void stop(Home home, PrintWriter out) {
    // Nothing of ours runs in a folder that is not ours, and nothing is written there.
    if (!home.isOurs()) {
      out.println("Nothing runs.");
      return;
    }
    long began = System.nanoTime();
    Optional<ProcessHandle> supervisor = PidFile.alive(home.pid("supervisor"));
    supervisor.ifPresent(Down::end);
    @Nullable HomeLock lock = HomeLock.tryTake(home);
    if (lock == null) {
      throw new Failure("another command is starting or stopping this system; try again");
    }
    List<String> left;
    try (lock) {
      left = lock.cleanUp();
      PidFile.delete(home.pid("supervisor"));
    }
    if (!left.isEmpty()) {
      out.println("Ended what a killed launcher had left: " + String.join(", ", left));
    }
    if (supervisor.isEmpty() && left.isEmpty()) {
      out.println("Nothing runs.");
    } else {
      out.printf(Locale.ROOT, "Stopped in %.1f s.%n", (System.nanoTime() - began) / 1e9);
    }
    out.flush();
  }

  private static void end(ProcessHandle supervisor) {
    supervisor.destroy();
    if (!PidFile.endsWithin(supervisor, LIMIT)) {
      // Its children end with it.
      supervisor.destroyForcibly();
      PidFile.endsWithin(supervisor, LIMIT);
    }
  }
}

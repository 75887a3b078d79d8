package dev.connectpos.local.process;

import dev.connectpos.local.home.Failure;
import dev.connectpos.local.home.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A child that cannot outlive us: it holds the reading end of a pipe as its standard input and ends
 * in order when the pipe does. We end it by closing the pipe, and if we are killed the kernel
 * closes it for us. No signal is sent to find or to stop it, so none can hit a stranger.
 *
 * <p>It runs in a session of its own, so that Ctrl-C reaches us alone and we decide the order in
 * which parts stop.
 */
public final class ChildProcess {
  private static final long LOG_KEPT_BYTES = 16L << 20;
  private static final List<String> OWN_SESSION = ownSession();

  private final Process process;
  private final Path pidFile;

  private ChildProcess(Process process, Path pidFile) {
    this.process = process;
    this.pidFile = pidFile;
  }

  /**
   * Starts a child and notes its identity in a file before it returns.
   *
   * @throws Failure if the program cannot be started
   */
  public static ChildProcess start(ProcessSpec spec, Path pidFile) {
    var command = new ArrayList<>(OWN_SESSION);
    command.addAll(spec.command());
    try {
      rotate(spec.log());
      var builder =
          new ProcessBuilder(command)
              .directory(spec.folder().toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
      builder.environment().putAll(spec.environment());
      var child = new ChildProcess(builder.start(), pidFile);
      PidFile.write(pidFile, child.process.toHandle());
      return child;
    } catch (IOException e) {
      throw new Failure("cannot start " + spec.name() + ": " + Reason.of(e), e);
    }
  }

  /** Process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Completes when it has ended, with its exit code. */
  public CompletableFuture<Integer> ended() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Asks it to end, waits, and kills it if it does not obey. */
  public void stop(Duration grace) {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has ended already and taken its end of the pipe with it.
    }
    if (!endsWithin(grace)) {
      kill();
      endsWithin(grace);
    }
    PidFile.delete(pidFile);
  }

  /** Kills it without warning, with what it started. */
  public void kill() {
    List<ProcessHandle> below = process.descendants().toList();
    process.destroyForcibly();
    below.forEach(ProcessHandle::destroyForcibly);
  }

  private boolean endsWithin(Duration grace) {
    try {
      process.onExit().get(grace.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for a process failed", e);
    }
  }

  private static void rotate(Path log) throws IOException {
    Files.createDirectories(log.getParent());
    if (Files.exists(log) && Files.size(log) > LOG_KEPT_BYTES) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static List<String> ownSession() {
    if (Programs.isOnPath("setsid")) {
      return List.of("setsid");
    }
    if (Programs.isOnPath("perl")) {
      return List.of("perl", "-e", "use POSIX 'setsid'; setsid(); exec @ARGV or exit 127");
    }
    return List.of();
  }
}

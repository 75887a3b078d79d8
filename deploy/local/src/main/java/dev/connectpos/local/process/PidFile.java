package dev.connectpos.local.process;

import dev.connectpos.local.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who a process is: its id and when it started. Ids are used again by the system; a process counts
 * as ours only if both agree, and no other is ever signalled.
 */
public final class PidFile {
  // The kernel tells start times relative to boot, and the moment of boot by a clock that is
  // adjusted; a foreign process with our id and within this time of ours would need the ids to
  // go round in it.
  private static final long TOLERANCE_MS = 2_000;

  private static final Pattern IDENTITY = Pattern.compile("(\\d+) (\\d+)\\s*");

  private PidFile() {}

  /** Notes the identity of a process. */
  public static void write(Path file, ProcessHandle process) {
    Home.write(file, process.pid() + " " + startedAtMs(process) + "\n");
  }

  /** Forgets it. */
  public static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process that was noted, if it is alive and still the same. */
  public static Optional<ProcessHandle> alive(Path file) {
    String text = Home.read(file);
    Matcher identity = IDENTITY.matcher(text == null ? "" : text);
    if (!identity.matches()) {
      return Optional.empty();
    }
    long started = Long.parseLong(identity.group(2));
    return ProcessHandle.of(Long.parseLong(identity.group(1)))
        .filter(ProcessHandle::isAlive)
        .filter(process -> Math.abs(startedAtMs(process) - started) <= TOLERANCE_MS);
  }

  /** Asks a noted process to end, kills it if it does not, and forgets it. */
  public static void terminate(Path file, Duration grace) {
    alive(file)
        .ifPresent(
            process -> {
              process.destroy();
              if (!endsWithin(process, grace)) {
                process.destroyForcibly();
                endsWithin(process, grace);
              }
            });
    delete(file);
  }

  /** Waits for a process that need not be our child. */
  public static boolean endsWithin(ProcessHandle process, Duration limit) {
    try {
      process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return !process.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for a process failed", e);
    }
  }

  private static long startedAtMs(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}

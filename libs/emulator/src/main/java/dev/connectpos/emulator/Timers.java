package dev.connectpos.emulator;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread for the waits of all terminals; what falls due is only posted, never run, there. */
final class Timers implements AutoCloseable {

  /** A wait that can be given up. */
  @FunctionalInterface
  interface Timer {
    /** Gives up the wait. */
    void cancel();
  }

  private final ScheduledThreadPoolExecutor scheduler;

  Timers() {
    scheduler =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("emulator-timers").factory());
    scheduler.setRemoveOnCancelPolicy(true);
  }

  Timer after(Duration delay, Mailbox mailbox, Runnable step) {
    try {
      var due = scheduler.schedule(() -> mailbox.post(step), delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> due.cancel(false);
    } catch (RejectedExecutionException e) {
      // The emulator is closing; nothing falls due any more.
      return () -> {};
    }
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}

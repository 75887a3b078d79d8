package dev.connectpos.acquirer.application;

import dev.connectpos.clock.ClockPutForward;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An alarm clock for one sleeper. Whoever commits a due time sets it; the sleeper wakes at the
 * earliest. Losing an alarm (a crash, another replica) costs time, never a payment: the sleeper
 * also looks by itself.
 */
@ApplicationScoped
public class NextDue {
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition earlier = lock.newCondition();
  private Instant wakeAt = Instant.MAX;

  NextDue(Clock clock) {
    this.clock = clock;
  }

  /** Wakes the sleeper at this instant, or earlier if an earlier alarm is set. */
  public void set(Instant at) {
    lock.lock();
    try {
      if (at.isBefore(wakeAt)) {
        wakeAt = at;
        earlier.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Wakes the sleeper at once, whatever the clock shows: it may have been put forward. */
  public void wake() {
    // Before any time that a clock shows, and near enough to be subtracted from it.
    set(Instant.EPOCH);
  }

  void wake(@Observes ClockPutForward jump) {
    wake();
  }

  /** Forgets alarms set so far; call before looking, so that those set meanwhile are kept. */
  void clear() {
    lock.lock();
    try {
      wakeAt = Instant.MAX;
    } finally {
      lock.unlock();
    }
  }

  /** Sleeps until the earliest alarm. */
  void sleep() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        long nanos = Duration.between(clock.instant(), wakeAt).toNanos();
        if (nanos <= 0) {
          return;
        }
        earlier.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }
}

package dev.connectpos.order.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An alarm clock for one sleeper. Whoever keeps a due time sets it; the sleeper wakes at the
 * earliest. Losing an alarm (a crash, another replica) costs time, never an order: the sleeper also
 * looks by itself.
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

  /** Forgets alarms set so far; call before looking, so that those set meanwhile are kept. */
  void clear() {
    lock.lock();
    try {
      wakeAt = Instant.MAX;
    } finally {
      lock.unlock();
    }
  }

  /** Sleeps until the earliest alarm, which is never further away than a scan interval. */
  void sleep() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        var now = clock.instant();
        if (!now.isBefore(wakeAt)) {
          return;
        }
        earlier.awaitNanos(Duration.between(now, wakeAt).toNanos());
      }
    } finally {
      lock.unlock();
    }
  }
}

package dev.connectpos.local.system;

import java.time.Duration;
import java.util.ArrayDeque;

/** How often a part may die and be started again, and how long to wait before. */
final class RestartBudget {
  private static final int MOST = 5;
  private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();
  private static final Duration FIRST_WAIT = Duration.ofMillis(250);

  private final ArrayDeque<Long> deaths = new ArrayDeque<>();

  /**
   * Counts a death.
   *
   * @param nowNanos of a monotonic clock
   * @return whether the part may be started again: no more than five deaths within a minute
   */
  boolean spend(long nowNanos) {
    deaths.addLast(nowNanos);
    while (nowNanos - deaths.getFirst() > WINDOW_NANOS) {
      deaths.removeFirst();
    }
    return deaths.size() <= MOST;
  }

  /** Nothing after the first death, then doubling from a quarter of a second. */
  Duration backoff() {
    int earlier = deaths.size() - 1;
    return earlier <= 0 ? Duration.ZERO : FIRST_WAIT.multipliedBy(1L << (earlier - 1));
  }
}

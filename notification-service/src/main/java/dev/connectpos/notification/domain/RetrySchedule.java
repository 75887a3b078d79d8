package dev.connectpos.notification.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long to wait after each failed attempt. The first attempt is immediate, so there is one
 * attempt more than there are waits. What was never sent is not a failed attempt: its wait is one
 * of its own, for as long as it takes us to repair what is wrong with us.
 *
 * @param waits the wait after the first attempt, after the second, and so on; each above zero
 * @param unsentWait the wait when no request was made, through a fault of ours; above zero
 */
public record RetrySchedule(List<Duration> waits, Duration unsentWait) {

  /** The most that {@code jitterPermille} may be, either way: 20 %. */
  public static final int MAX_JITTER_PERMILLE = 200;

  public RetrySchedule {
    waits = List.copyOf(waits);
    if (!unsentWait.isPositive() || !waits.stream().allMatch(Duration::isPositive)) {
      throw new IllegalArgumentException(
          "every wait must be above zero: " + waits + ", " + unsentWait);
    }
  }

  /** The most attempts a delivery gets. */
  public int maxAttempts() {
    return waits.size() + 1;
  }

  /**
   * The wait before the next attempt, or nothing if there is none left.
   *
   * <p>A receiver that asks for a longer wait gets it, up to twice the step: it may slow us down,
   * and may not push a notification out of the days it has to arrive in.
   *
   * @param attempts how many attempts failed, from 1
   * @param jitterPermille moves the step by so many thousandths, so that endpoints that failed
   *     together are not asked together
   */
  public Optional<Duration> waitAfter(
      int attempts, int jitterPermille, Optional<Duration> retryAfter) {
    if (attempts >= maxAttempts()) {
      return Optional.empty();
    }
    Duration step = waits.get(attempts - 1);
    Duration jittered = jittered(step, jitterPermille);
    Duration asked = retryAfter.orElse(Duration.ZERO);
    Duration most = step.multipliedBy(2);
    Duration wait = asked.compareTo(jittered) > 0 ? asked : jittered;
    return Optional.of(wait.compareTo(most) > 0 ? most : wait);
  }

  /** The wait before the next attempt when the last one made no request. */
  public Duration waitUnsent(int jitterPermille) {
    return jittered(unsentWait, jitterPermille);
  }

  private static Duration jittered(Duration step, int permille) {
    if (Math.abs(permille) > MAX_JITTER_PERMILLE) {
      throw new IllegalArgumentException("jitter beyond 20 %: " + permille);
    }
    return step.multipliedBy(1000L + permille).dividedBy(1000);
  }
}

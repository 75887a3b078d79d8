package dev.connectpos.notification.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long to wait after each failed attempt. The first attempt is immediate, so there is one
 * attempt more than there are waits.
 *
 * @param waits the wait after the first attempt, after the second, and so on; each above zero
 */
public record RetrySchedule(List<Duration> waits) {

  /** The most that {@code jitterPermille} may be, either way: 20 %. */
  public static final int MAX_JITTER_PERMILLE = 200;

  public RetrySchedule {
    waits = List.copyOf(waits);
    if (waits.stream().anyMatch(wait -> wait.isZero() || wait.isNegative())) {
      throw new IllegalArgumentException("every wait must be above zero: " + waits);
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
    if (Math.abs(jitterPermille) > MAX_JITTER_PERMILLE) {
      throw new IllegalArgumentException("jitter beyond 20 %: " + jitterPermille);
    }
    if (attempts >= maxAttempts()) {
      return Optional.empty();
    }
    Duration step = waits.get(attempts - 1);
    Duration jittered = step.multipliedBy(1000L + jitterPermille).dividedBy(1000);
    Duration asked = retryAfter.orElse(Duration.ZERO);
    Duration most = step.multipliedBy(2);
    Duration wait = asked.compareTo(jittered) > 0 ? asked : jittered;
    return Optional.of(wait.compareTo(most) > 0 ? most : wait);
  }
}

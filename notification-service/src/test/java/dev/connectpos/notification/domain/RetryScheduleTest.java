package dev.connectpos.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
  private static final Optional<Duration> UNASKED = Optional.empty();
  private final RetrySchedule schedule =
      new RetrySchedule(
          List.of(Duration.ofSeconds(10), Duration.ofSeconds(100)), Duration.ofSeconds(60));

  @Test
  void givesOneAttemptMoreThanWaits() {
    assertThat(schedule.maxAttempts()).isEqualTo(3);
    assertThat(schedule.waitAfter(2, 0, UNASKED)).contains(Duration.ofSeconds(100));
    assertThat(schedule.waitAfter(3, 0, UNASKED)).isEmpty();
  }

  @Test
  void movesAStepByTheJitter() {
    assertThat(schedule.waitAfter(1, -200, UNASKED)).contains(Duration.ofSeconds(8));
    assertThat(schedule.waitAfter(1, 200, UNASKED)).contains(Duration.ofSeconds(12));
    assertThatIllegalArgumentException().isThrownBy(() -> schedule.waitAfter(1, 201, UNASKED));
  }

  @Test
  void waitsAsAskedUpToTwiceTheStep() {
    assertThat(schedule.waitAfter(1, 0, seconds(15))).contains(Duration.ofSeconds(15));
    assertThat(schedule.waitAfter(1, 0, seconds(20))).contains(Duration.ofSeconds(20));
    assertThat(schedule.waitAfter(1, 0, seconds(3600))).contains(Duration.ofSeconds(20));
  }

  @Test
  void neverHurriesForAReceiverThatAsksForLess() {
    assertThat(schedule.waitAfter(1, -200, seconds(0))).contains(Duration.ofSeconds(8));
  }

  @Test
  void waitsAsLongAfterEveryAttemptThatWasNotSent() {
    assertThat(schedule.waitUnsent(0)).isEqualTo(Duration.ofSeconds(60));
    assertThat(schedule.waitUnsent(-200)).isEqualTo(Duration.ofSeconds(48));
    assertThatIllegalArgumentException().isThrownBy(() -> schedule.waitUnsent(201));
  }

  @Test
  void refusesWaitsOfNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetrySchedule(List.of(Duration.ZERO), Duration.ofSeconds(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetrySchedule(List.of(), Duration.ZERO));
  }

  private static Optional<Duration> seconds(long seconds) {
    return Optional.of(Duration.ofSeconds(seconds));
  }
}

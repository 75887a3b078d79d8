package dev.connectpos.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.notification.domain.Breaker.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");
  private static final Breaker BREAKER =
      new Breaker(3, Duration.ofSeconds(10), Duration.ofSeconds(30));

  @Test
  void opensAfterSoManyFailuresInARow() {
    State state = failed(failed(new State.Closed(0)));
    assertThat(state).isEqualTo(new State.Closed(2));
    assertThat(BREAKER.after(state, true, T)).isEqualTo(new State.Closed(0));
    assertThat(failed(state)).isEqualTo(new State.Open(T.plusSeconds(10), 1));
  }

  @Test
  void restsUntilItsEndToTheInstantAndIsHalfOpenThen() {
    var open = new State.Open(T.plusSeconds(10), 1);
    assertThat(BREAKER.at(open, T.plusNanos(9_999_999_999L))).isEqualTo(open);
    assertThat(BREAKER.at(open, T.plusSeconds(10))).isEqualTo(new State.HalfOpen(1));
    assertThat(BREAKER.at(new State.Closed(2), T)).isEqualTo(new State.Closed(2));
  }

  @Test
  void eachRestIsTwiceAsLongUpToTheLongest() {
    assertThat(failed(new State.HalfOpen(1))).isEqualTo(new State.Open(T.plusSeconds(20), 2));
    assertThat(failed(new State.HalfOpen(2))).isEqualTo(new State.Open(T.plusSeconds(30), 3));
    assertThat(failed(new State.HalfOpen(1000))).isEqualTo(new State.Open(T.plusSeconds(30), 1001));
  }

  @Test
  void oneSuccessClosesItAndALateFailureLengthensNoRest() {
    var open = new State.Open(T.plusSeconds(10), 1);
    assertThat(failed(open)).isEqualTo(open);
    assertThat(BREAKER.after(open, true, T)).isEqualTo(new State.Closed(0));
    assertThat(BREAKER.after(new State.HalfOpen(7), true, T)).isEqualTo(new State.Closed(0));
  }

  private static State failed(State state) {
    return BREAKER.after(state, false, T);
  }
}

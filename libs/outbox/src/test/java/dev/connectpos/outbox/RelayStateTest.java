package dev.connectpos.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RelayStateTest {
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  /** Moved by hand. */
  private static final class Hand extends Clock {
    private Instant now = START;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  private final Hand clock = new Hand();
  private final RelayState state = new RelayState(clock);

  @Test
  void isReadyOnceItLedOrStoodBy() {
    assertThat(state.wasReady()).isFalse();
    state.broken();
    assertThat(state.wasReady()).isFalse();
    state.standby();
    assertThat(state.wasReady()).isTrue();
    state.broken();
    assertThat(state.wasReady()).isTrue();
  }

  @Test
  void agesFromTheOldestUnconfirmedThroughBreaksUntilAConfirmation() {
    Instant oldest = START.minusSeconds(5);
    state.leading(() -> oldest);
    assertThat(state.unconfirmedAge()).isEqualTo(Duration.ofSeconds(5));

    state.broken();
    clock.now = START.plusSeconds(60);
    assertThat(state.unconfirmedAge()).isEqualTo(Duration.ofSeconds(65));
    state.leading(() -> null);
    assertThat(state.unconfirmedAge()).isEqualTo(Duration.ofSeconds(65));

    state.confirmed();
    assertThat(state.unconfirmedAge()).isZero();
  }

  @Test
  void isSilentWhenItNeitherConfirmsNorTries() {
    state.leading(() -> null);
    clock.now = START.plus(Duration.ofMinutes(5));
    assertThat(state.silence()).isEqualTo(Duration.ofMinutes(5));
    state.broken();
    assertThat(state.silence()).isZero();
  }
}

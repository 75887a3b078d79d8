package dev.connectpos.terminal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PairingRateTest {
  private Instant now = Instant.parse("2026-11-23T12:00:00Z");
  private final PairingRate rate = new PairingRate(2, new MovingClock());

  @Test
  void eachAddressHasItsShareOfAMinute() {
    assertThat(rate.admits("203.0.113.7")).isTrue();
    assertThat(rate.admits("203.0.113.7")).isTrue();
    assertThat(rate.admits("203.0.113.7")).isFalse();
    assertThat(rate.admits("203.0.113.8")).isTrue();
    now = now.plus(Duration.ofSeconds(59));
    assertThat(rate.admits("203.0.113.7")).isFalse();
    now = now.plus(Duration.ofSeconds(1));
    assertThat(rate.admits("203.0.113.7")).isTrue();
  }

  private final class MovingClock extends Clock {
    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return InstantSource.fixed(now).withZone(zone);
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}

package dev.connectpos.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class ShiftableClockTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final ShiftableClock clock = new ShiftableClock(Clock.fixed(NOON, ZoneOffset.UTC));

  @Test
  void showsTheRealTimeUntilSomebodyPutsItForward() {
    assertThat(clock.instant()).isEqualTo(NOON);
    assertThat(clock.ahead()).isEqualTo(Duration.ZERO);
  }

  @Test
  void goesForwardByAsMuchInAllAndNeverBack() {
    assertThat(clock.putForward(Duration.ofDays(7))).isTrue();
    assertThat(clock.putForward(Duration.ofDays(7))).isFalse();
    assertThat(clock.putForward(Duration.ofDays(7).minusNanos(1))).isFalse();
    assertThat(clock.putForward(Duration.ofDays(-1))).isFalse();
    assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofDays(7)));
    assertThat(clock.putForward(Duration.ofDays(180))).isTrue();
    assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofDays(180)));
  }

  @Test
  void isAheadInEveryZone() {
    clock.putForward(Duration.ofDays(1));
    assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    Clock inManaus = clock.withZone(ZoneId.of("America/Manaus"));
    assertThat(inManaus.instant()).isEqualTo(clock.instant());
    assertThat(inManaus.getZone()).isEqualTo(ZoneId.of("America/Manaus"));
  }

  @Test
  void ticksAsFineAsDatabasesKeep() {
    Instant now = ShiftableClock.system().instant();
    assertThat(now).isEqualTo(now.truncatedTo(ChronoUnit.MICROS));
  }
}

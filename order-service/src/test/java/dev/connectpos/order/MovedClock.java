package dev.connectpos.order;

import dev.connectpos.clock.ShiftableClock;
import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The service's clock in tests, moved as far as a test wants, there and back. */
@Mock
@Singleton
class MovedClock extends Clock {
  private final ShiftableClock clock;
  private volatile Duration ahead = Duration.ZERO;

  MovedClock(ShiftableClock clock) {
    this.clock = clock;
  }

  /** Puts it so far ahead of what it would be. */
  void put(Duration other) {
    ahead = other;
  }

  @Override
  public Instant instant() {
    return clock.instant().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the service knows UTC only");
  }
}

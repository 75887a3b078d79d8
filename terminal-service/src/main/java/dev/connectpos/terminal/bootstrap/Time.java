package dev.connectpos.terminal.bootstrap;

import dev.connectpos.clock.ShiftableClock;
import dev.connectpos.terminal.application.RealTime;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** The two clocks: business time, and the real one. */
class Time {
  /** PostgreSQL keeps microseconds; finer instants would differ after a round trip. */
  private static final Duration TICK = Duration.ofNanos(1000);

  @Produces
  @Singleton
  ShiftableClock businessTime() {
    return ShiftableClock.system();
  }

  @Produces
  @Singleton
  @RealTime
  Clock realTime() {
    return Clock.tick(Clock.systemUTC(), TICK);
  }
}

package dev.connectpos.terminal.bootstrap;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** The one clock. */
class Time {
  /** PostgreSQL keeps microseconds; finer instants would differ after a round trip. */
  private static final Duration TICK = Duration.ofNanos(1000);

  @Produces
  @Singleton
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), TICK);
  }
}

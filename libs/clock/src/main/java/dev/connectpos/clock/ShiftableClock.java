package dev.connectpos.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Business time: ahead of the real one by as much as operators put it forward, which in production
 * is nothing. Heartbeats, timeouts of calls and retention are no matter of business; where a clock
 * measures those, it is another.
 */
public final class ShiftableClock extends Clock {
  /** PostgreSQL keeps microseconds; finer instants would not survive a round trip. */
  private static final Duration TICK = Duration.ofNanos(1000);

  private final Clock real;
  private volatile Duration ahead = Duration.ZERO;

  /**
   * @param real what it is ahead of
   */
  public ShiftableClock(Clock real) {
    this.real = real;
  }

  /** The system's clock, in UTC and whole microseconds, ahead by nothing yet. */
  public static ShiftableClock system() {
    return new ShiftableClock(Clock.tick(Clock.systemUTC(), TICK));
  }

  /** How far it is ahead, zero or more. */
  public Duration ahead() {
    return ahead;
  }

  /**
   * Puts it forward, never back: what was committed at an instant stays in the past.
   *
   * @param wanted how far it is to be ahead in all
   * @return whether it was not as far yet
   */
  public synchronized boolean putForward(Duration wanted) {
    boolean further = wanted.compareTo(ahead) > 0;
    if (further) {
      ahead = wanted;
    }
    return further;
  }

  @Override
  public Instant instant() {
    return real.instant().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return real.getZone();
  }

  /** Zones are told to instants, not to this clock. */
  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.offset(real.withZone(zone), ahead);
  }
}

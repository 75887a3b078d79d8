package dev.connectpos.acquirer.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The service's one clock, ahead of the real one by as much as operators put it forward. */
public final class ShiftableClock extends Clock {
  private final Clock real;
  private volatile Duration ahead = Duration.ZERO;

  /**
   * @param real what it is ahead of
   */
  public ShiftableClock(Clock real) {
    this.real = real;
  }

  /** How far it is ahead. */
  Duration ahead() {
    return ahead;
  }

  /** Puts it forward, never back. */
  void putAhead(Duration wanted) {
    if (wanted.compareTo(ahead) > 0) {
      ahead = wanted;
    }
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

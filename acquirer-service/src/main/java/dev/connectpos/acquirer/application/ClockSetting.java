package dev.connectpos.acquirer.application;

import dev.connectpos.clock.TestClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;

/**
 * Puts the clock of a test system forward, for all services by one call: the acquirer's own with
 * this transaction, the others' by the event that it states.
 */
@ApplicationScoped
public class ClockSetting {
  private final TestClock clock;
  private final ClockEvents events;

  ClockSetting(TestClock clock, ClockEvents events) {
    this.clock = clock;
    this.events = events;
  }

  /**
   * Puts the clock forward; it stays where it is if it is as far already.
   *
   * @param ahead of the real time, in all
   */
  @Transactional
  public void putForward(Duration ahead) {
    clock
        .putForward(ahead)
        .ifPresent(version -> events.putForward(ahead, version, clock.read().now()));
  }
}

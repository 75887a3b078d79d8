package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.AuditEntry.Deed;
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
  private final AuditLog audit;

  ClockSetting(TestClock clock, ClockEvents events, AuditLog audit) {
    this.clock = clock;
    this.events = events;
    this.audit = audit;
  }

  /**
   * Puts the clock forward; it stays where it is if it is as far already.
   *
   * @param ahead of the real time, in all
   * @param actor who does it
   */
  @Transactional
  public void putForward(Duration ahead, String actor) {
    TestClock.Reading before = clock.read();
    clock
        .putForward(ahead)
        .ifPresent(
            version -> {
              events.putForward(ahead, version, before.now());
              var _ = audit.write(deed(before.ahead(), ahead, actor));
            });
  }

  private static Deed deed(Duration before, Duration after, String actor) {
    return new Deed(
        actor,
        "test_clock.put_forward",
        "test-clock",
        before.toString(),
        after.toString(),
        null,
        null);
  }
}

package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.AuditEntry.Deed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;

/**
 * Puts the service's clock forward, so that rules of 7 days, of midnight and of 180 days can be
 * tried by anybody. Forward only: what was committed at an instant must stay in the past.
 */
@ApplicationScoped
public class TestClock {
  private final ShiftableClock clock;
  private final ClockStore store;
  private final NextDue nextDue;
  private final SettlementWatch settlements;
  private final AuditLog audit;

  TestClock(
      ShiftableClock clock,
      ClockStore store,
      NextDue nextDue,
      SettlementWatch settlements,
      AuditLog audit) {
    this.clock = clock;
    this.store = store;
    this.nextDue = nextDue;
    this.settlements = settlements;
    this.audit = audit;
  }

  /**
   * What the clock shows.
   *
   * @param ahead of the real time
   * @param now as everything here sees it
   */
  public record Reading(Duration ahead, Instant now) {}

  /** What the clock shows. */
  public Reading read() {
    return new Reading(clock.ahead(), clock.instant());
  }

  /** Takes over what is kept, after a start or from another replica. */
  @Transactional
  public void adopt() {
    show(store.ahead());
  }

  /**
   * Puts the clock forward; it stays where it is if it is further already.
   *
   * @param actor who does it
   */
  @Transactional
  public Reading putAhead(Duration wanted, String actor) {
    Duration before = clock.ahead();
    Duration after = store.putAhead(wanted);
    if (!after.equals(before)) {
      var _ =
          audit.write(
              new Deed(
                  actor,
                  "test_clock.put_ahead",
                  "test-clock",
                  before.toString(),
                  after.toString(),
                  null,
                  null));
    }
    show(after);
    return read();
  }

  private void show(Duration ahead) {
    if (ahead.compareTo(clock.ahead()) > 0) {
      clock.putAhead(ahead);
      // Much may be due by now.
      nextDue.wake();
      settlements.wake();
    }
  }
}

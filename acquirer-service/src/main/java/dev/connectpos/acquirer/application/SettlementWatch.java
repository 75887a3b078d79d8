package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.SettlementStore.Turn;
import dev.connectpos.clock.ClockPutForward;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Settles every affiliation on time: one thread that sleeps until the nearest run is due.
 *
 * <ol>
 *   <li>Forget alarms, then claim one run after the other (a lease on the affiliation's row; other
 *       replicas pass over it) and settle it in a transaction of its own.
 *   <li>A run that fails is due again later, with growing waits, and holds up no other.
 *   <li>Sleep until the nearest due instant, an alarm (the test clock), or the scan interval.
 * </ol>
 *
 * <p>A thread beside that of {@link PaymentWatch}: at midnight every affiliation is due at once,
 * and no payment's deadline waits for that.
 */
@ApplicationScoped
public class SettlementWatch {
  private static final Logger LOG = Logger.getLogger(SettlementWatch.class);

  /** New affiliations, and those of other replicas, are not due before their day is over. */
  private static final Duration SCAN_INTERVAL = Duration.ofMinutes(1);

  private final Settlements settlements;
  private final Background background;
  private final Clock clock;
  private final NextDue alarm;
  private volatile boolean stopped;

  SettlementWatch(Settlements settlements, Background background, Clock clock) {
    this.settlements = settlements;
    this.background = background;
    this.clock = clock;
    this.alarm = new NextDue(clock);
  }

  void start(@Observes Startup event) {
    background.run(this::watch);
  }

  void stop(@Observes Shutdown event) {
    stopped = true;
    alarm.wake();
  }

  void look(@Observes ClockPutForward jump) {
    alarm.wake();
  }

  private void watch() {
    while (!stopped) {
      try {
        alarm.clear();
        settleAll();
        Instant scan = clock.instant().plus(SCAN_INTERVAL);
        alarm.set(settlements.nearest().filter(scan::isAfter).orElse(scan));
        alarm.sleep();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException | Error e) {
        // An error too: without this thread nobody would ever be paid again.
        if (!stopped) {
          LOG.error("looking for due settlements failed; trying again", e);
          pause();
        }
      }
    }
  }

  /** Not to spin while the database is away. */
  private void pause() {
    try {
      alarm.set(clock.instant().plusSeconds(1));
      alarm.sleep();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
  }

  private void settleAll() {
    Optional<Turn> turn = settlements.claim();
    while (turn.isPresent() && !stopped) {
      settle(turn.get());
      turn = settlements.claim();
    }
  }

  private void settle(Turn turn) {
    try {
      int settled = settlements.settle(turn.accountId());
      if (settled > 0) {
        LOG.infof("%s: %d receivables settled", turn.accountId(), settled);
      }
    } catch (RuntimeException e) {
      LOG.errorf(e, "%s: not settled, try %d", turn.accountId(), turn.attempts());
      settlements.postpone(turn);
    }
  }
}

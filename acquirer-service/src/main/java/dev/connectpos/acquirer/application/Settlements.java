package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.SettlementStore.Settlement;
import dev.connectpos.acquirer.application.SettlementStore.Turn;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.BankingCalendar;
import dev.connectpos.acquirer.domain.Payout;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Pays out what is due to an affiliation (A11), at the beginning of each business day of its own,
 * in one transaction:
 *
 * <ol>
 *   <li>lock the affiliation and its balance;
 *   <li>take what waits and is due, whichever day it was due on: after a standstill one run makes
 *       up for all that were missed, and bears the day on which the money really moves;
 *   <li>leave in the balance what refunds have reserved, and what can still be voided (A5);
 *   <li>write the settlement, post it, mark its receivables as paid, state it, and plan the next
 *       run.
 * </ol>
 *
 * <p>A crash leaves all of it undone and the run due. A run that is repeated finds its day settled.
 */
@ApplicationScoped
public class Settlements {
  private static final Logger LOG = Logger.getLogger(Settlements.class);

  /** Longer than the largest run takes; a run that dies is due again after it. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  private final SettlementStore store;
  private final Balances balances;
  private final LedgerEvents events;
  private final Ids ids;
  private final PaymentSettings settings;
  private final Clock clock;

  Settlements(
      SettlementStore store,
      Balances balances,
      LedgerEvents events,
      Ids ids,
      PaymentSettings settings,
      Clock clock) {
    this.store = store;
    this.balances = balances;
    this.events = events;
    this.ids = ids;
    this.settings = settings;
    this.clock = clock;
  }

  /** Claims a run that is due. */
  @Transactional
  public Optional<Turn> claim() {
    Instant now = clock.instant();
    return store.claim(now, now.plus(LEASE));
  }

  /** The earliest instant at which a run is due. */
  @Transactional
  public Optional<Instant> nearest() {
    return store.nearest();
  }

  /** Tries again later, each time a little later. */
  @Transactional
  public void postpone(Turn turn) {
    store.postpone(turn, clock.instant().plus(settings.followUp().backoff(turn.attempts())));
  }

  /** Settles what is due on the affiliation's day, once; answers how many receivables. */
  @Transactional
  public int settle(AccountId accountId) {
    ZoneId zone = store.lock(accountId);
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, zone);
    int settled = 0;
    if (BankingCalendar.isBusinessDay(today)) {
      for (Currency currency : store.currenciesDue(accountId, today)) {
        settled += settle(accountId, currency, today, zone);
      }
    }
    LocalDate next = BankingCalendar.after(today, 1);
    store.plan(accountId, next.atStartOfDay(zone).toInstant());
    return settled;
  }

  private int settle(AccountId accountId, Currency currency, LocalDate today, ZoneId zone) {
    if (store.isSettled(accountId, currency, today)) {
      return 0;
    }
    Instant midnight = today.atStartOfDay(zone).toInstant();
    Money budget = balances.payable(accountId, currency, midnight);
    var due = store.due(accountId, currency, today, midnight);
    Optional<Payout> payout = Payout.of(due, budget);
    payout.ifPresent(
        paid -> {
          Instant now = clock.instant();
          var settlement = new Settlement(ids.settlement(), accountId, today, now, paid);
          store.settle(settlement);
          balances.payOut(accountId, paid.net());
          events.settled(settlement);
        });
    int settled = payout.map(paid -> paid.settled().size()).orElse(0);
    if (settled < due.size()) {
      LOG.infof("%s: %d of %d receivables wait on", accountId, due.size() - settled, due.size());
    }
    return settled;
  }
}

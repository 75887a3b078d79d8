package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.Payout;
import dev.connectpos.acquirer.domain.Payout.Due;
import dev.connectpos.money.Currency;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Settlements, and when each affiliation's next run is due. */
public interface SettlementStore {

  /**
   * A run that is due, claimed by the caller.
   *
   * @param attempts how often it was claimed, this time included
   */
  record Turn(AccountId accountId, int attempts) {}

  /**
   * One settlement.
   *
   * @param id of ours
   * @param day of the affiliation; it is settled once a day
   * @param at when
   */
  record Settlement(String id, AccountId accountId, LocalDate day, Instant at, Payout payout) {}

  /** Claims one run that is due: others will not get it before the lease ends. */
  Optional<Turn> claim(Instant now, Instant leaseUntil);

  /** The earliest instant at which a run is due, if there is any affiliation. */
  Optional<Instant> nearest();

  /** Where the affiliation's day is; nobody else settles it until the transaction ends. */
  ZoneId lock(AccountId accountId);

  /** The currencies in which receivables wait that are due. */
  List<Currency> currenciesDue(AccountId accountId, LocalDate day);

  /** Whether that day was settled. */
  boolean isSettled(AccountId accountId, Currency currency, LocalDate day);

  /** What waits and is due, of money that moved before an instant. */
  List<Due> due(AccountId accountId, Currency currency, LocalDate day, Instant before);

  /** Writes a settlement, posts it, and marks its receivables as paid. */
  void settle(Settlement settlement);

  /** Sets when the next run is due. */
  void plan(AccountId accountId, Instant next);

  /** Sets another instant for a run that failed. */
  void postpone(Turn turn, Instant until);
}

package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.Exposure;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;

/** What each affiliation has of the payments it took (A5), kept with every posting. */
public interface Balances {

  /** What is not reserved; nobody else moves it until the caller's transaction ends. */
  Money available(AccountId accountId, Currency currency);

  /**
   * Moves a balance in the caller's transaction.
   *
   * @throws IllegalStateException if less would be left than is reserved
   */
  void move(AccountId accountId, Exposure difference);
}

package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.Exposure;
import dev.connectpos.acquirer.domain.PaymentTerms;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import java.time.Instant;

/**
 * What each affiliation has of the payments it took and was not paid out (A5), kept with every
 * posting.
 */
public interface Balances {

  /**
   * What of the balance a payment may give back (A5): not what refunds have reserved, and for what
   * is refunded not what other sales would need if they were voided today, so that a void is always
   * covered by its own sale. Nobody else moves the balance until the caller's transaction ends.
   *
   * @param terms of the payment
   * @param midnight when the merchant's day began: what was captured since can be voided
   */
  Money available(PaymentTerms terms, Instant midnight);

  /** What may be paid out: neither reserved, nor of a sale that can be voided; locks as above. */
  Money payable(AccountId accountId, Currency currency, Instant midnight);

  /**
   * Takes what is paid out from the balance, in the caller's transaction.
   *
   * @throws IllegalStateException if less would be left than is reserved
   */
  void payOut(AccountId accountId, Money net);

  /**
   * Moves a balance in the caller's transaction.
   *
   * @throws IllegalStateException if less would be left than is reserved
   */
  void move(AccountId accountId, Exposure difference);
}

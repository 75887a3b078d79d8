package dev.connectpos.acquirer.domain;

import dev.connectpos.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One transaction of the double-entry ledger (A11). Its entries sum to zero: money moves, it is
 * never made.
 *
 * @param paymentId what caused it; a payment is posted once per kind
 * @param accountId whose affiliation it belongs to
 * @param kind for example {@code capture}
 * @param at when the money moved
 * @param entries at least two, none of zero
 */
public record Posting(
    PaymentId paymentId, AccountId accountId, String kind, Instant at, List<Entry> entries) {

  /**
   * A line of a posting.
   *
   * @param account where
   * @param amount positive a debit, negative a credit, never zero
   */
  public record Entry(LedgerAccount account, Money amount) {}

  /**
   * @throws IllegalStateException if the entries do not balance
   */
  public Posting {
    entries = List.copyOf(entries);
    Money sum = Money.zero(entries.getFirst().amount().currency());
    for (Entry entry : entries) {
      sum = sum.plus(entry.amount());
    }
    if (!sum.isZero() || entries.stream().anyMatch(entry -> entry.amount().isZero())) {
      throw new IllegalStateException("unbalanced posting of " + paymentId + ": " + entries);
    }
  }

  /** The network owes us the gross amount, we owe it to the merchant, who owes us the fee. */
  public static Posting capture(PaymentTerms terms, Instant at, FeeSchedule fees) {
    Money gross = terms.amount();
    Money fee = fees.fee(gross, terms.plan().type());
    var entries = new ArrayList<Entry>();
    entries.add(new Entry(LedgerAccount.NETWORK_CLEARING, gross));
    entries.add(new Entry(LedgerAccount.MERCHANT_RECEIVABLE, gross.negated()));
    if (fee.isPositive()) {
      entries.add(new Entry(LedgerAccount.MERCHANT_FEE, fee));
      entries.add(new Entry(LedgerAccount.FEE_REVENUE, fee.negated()));
    }
    return new Posting(terms.id(), terms.accountId(), "capture", at, entries);
  }
}

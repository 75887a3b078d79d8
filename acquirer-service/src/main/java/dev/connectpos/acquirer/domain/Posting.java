package dev.connectpos.acquirer.domain;

import dev.connectpos.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of the double-entry ledger (A11). Its entries sum to zero: money moves, it is
 * never made.
 *
 * @param paymentId what caused it; a payment is posted once per kind and request
 * @param accountId whose affiliation it belongs to
 * @param kind {@code capture}, {@code void} or {@code refund}
 * @param request who asked; null if nobody did
 * @param at when the money moved
 * @param entries at least two, none of zero
 */
public record Posting(
    PaymentId paymentId,
    AccountId accountId,
    String kind,
    @Nullable RequestId request,
    Instant at,
    List<Entry> entries) {

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

  /** What an event moves, if it moves money: only captures do, and giving them back. */
  public static Optional<Posting> of(Payment before, PaymentEvent event) {
    return switch (event) {
      case PaymentEvent.Captured captured -> {
        var money = captured.money();
        yield Optional.of(
            new Header(before.terms(), "capture", money.request(), money.at())
                .moving(money.amount(), money.fee()));
      }
      case PaymentEvent.Voided(var request, var amount, var at) ->
          before.state() instanceof PaymentState.Taken taken
              ? Optional.of(
                  new Header(before.terms(), "void", request, at)
                      .moving(amount.negated(), taken.captures().feeBack(amount).negated()))
              : Optional.empty();
      case PaymentEvent.Refunded(var request, var amount, var refunded, var at) ->
          before.state() instanceof PaymentState.Taken taken
              ? Optional.of(
                  new Header(before.terms(), "refund", request, at)
                      .moving(
                          amount.negated(), feeBack(taken.captures(), amount, refunded).negated()))
              : Optional.empty();
      case PaymentEvent.Authorized _,
          PaymentEvent.Declined _,
          PaymentEvent.InDoubt _,
          PaymentEvent.Reversing _,
          PaymentEvent.Reversed _,
          PaymentEvent.Confirmed _,
          PaymentEvent.CaptureRefused _,
          PaymentEvent.CancelRefused _,
          PaymentEvent.CancelForbidden _,
          PaymentEvent.RemainderExpired _,
          PaymentEvent.Expired _ ->
          Optional.empty();
    };
  }

  /** The part of the fee that goes back with this refund, after those before it. */
  private static Money feeBack(Captures captures, Money amount, Money refunded) {
    return captures.feeBack(refunded).minus(captures.feeBack(refunded.minus(amount)));
  }

  private record Header(PaymentTerms terms, String kind, @Nullable RequestId request, Instant at) {

    /**
     * The network owes us the gross amount, we owe it to the merchant, who owes us the fee; the
     * other way round for what goes back.
     */
    Posting moving(Money gross, Money fee) {
      var entries = new ArrayList<Entry>();
      entries.add(new Entry(LedgerAccount.NETWORK_CLEARING, gross));
      entries.add(new Entry(LedgerAccount.MERCHANT_RECEIVABLE, gross.negated()));
      if (!fee.isZero()) {
        entries.add(new Entry(LedgerAccount.MERCHANT_FEE, fee));
        entries.add(new Entry(LedgerAccount.FEE_REVENUE, fee.negated()));
      }
      return new Posting(terms.id(), terms.accountId(), kind, request, at, entries);
    }
  }
}

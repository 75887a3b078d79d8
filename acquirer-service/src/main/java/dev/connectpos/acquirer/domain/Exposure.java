package dev.connectpos.acquirer.domain;

import dev.connectpos.acquirer.domain.PaymentState.Taken;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;

/**
 * A payment's share of its affiliation's balance (A5). The balance is the sum over all payments,
 * and a transaction that moves a payment moves the balance by the difference.
 *
 * @param balance what the merchant has of it, net of fees
 * @param reserved the part of it that refunds asked for will take
 */
public record Exposure(Money balance, Money reserved) {

  /** The share of a payment in this state. */
  public static Exposure of(PaymentState state, Currency currency) {
    if (!(state instanceof Taken taken)) {
      return new Exposure(Money.zero(currency), Money.zero(currency));
    }
    Captures captures = taken.captures();
    Money done = taken.cancellations().done(currency);
    Money all = done.plus(taken.cancellations().asked(currency));
    Money cost = captures.cost(done);
    return new Exposure(captures.net(currency).minus(cost), captures.cost(all).minus(cost));
  }

  /** What has to be added to become the other. */
  public Exposure to(Exposure other) {
    return new Exposure(other.balance.minus(balance), other.reserved.minus(reserved));
  }

  /** Whether nothing moves. */
  public boolean isNothing() {
    return balance.isZero() && reserved.isZero();
  }
}

package dev.connectpos.acquirer.domain;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * All captures of a payment, oldest first, and how what goes back is shared out among them: the
 * oldest capture is given back first. So a capture that follows a refund changes nothing of what
 * that refund took, and fees and receivables of each capture sum up to the centavo.
 *
 * @param all each request once
 */
public record Captures(List<CapturedMoney> all) {
  private static final BinaryOperator<Money> MIN = BinaryOperator.minBy(Money::compareTo);

  /** Nothing was captured. */
  public static final Captures NONE = new Captures(List.of());

  /** Keeps a copy. */
  public Captures {
    all = List.copyOf(all);
  }

  /** With one more. */
  public Captures with(CapturedMoney one) {
    var next = new ArrayList<>(all);
    next.add(one);
    return new Captures(next);
  }

  /** The one of a request. */
  public Optional<CapturedMoney> of(RequestId request) {
    return all.stream().filter(one -> request.equals(one.request())).findFirst();
  }

  /** The first; there must be one. */
  public CapturedMoney first() {
    return all.getFirst();
  }

  /** The latest; there must be one. */
  public CapturedMoney last() {
    return all.getLast();
  }

  /** What was captured in all. */
  public Money amount(Currency currency) {
    return sum(currency, all);
  }

  /** What was captured before one of them. */
  Money before(CapturedMoney one) {
    return sum(one.amount().currency(), all.subList(0, all.indexOf(one)));
  }

  /** The fees of all of them. */
  public Money fee(Currency currency) {
    return all.stream().map(CapturedMoney::fee).reduce(Money.zero(currency), Money::plus);
  }

  /** What the merchant earns. */
  public Money net(Currency currency) {
    return amount(currency).minus(fee(currency));
  }

  /**
   * What of one capture has gone back when this much of all has.
   *
   * @param given from nothing to all that was captured
   */
  public Money back(CapturedMoney one, Money given) {
    Money behind = given.minus(before(one));
    Money none = Money.zero(given.currency());
    return MIN.apply(one.amount(), behind.compareTo(none) < 0 ? none : behind);
  }

  /** The part of the fees that has gone back when this much has. */
  public Money feeBack(Money given) {
    return all.stream()
        .map(one -> one.feeBack(back(one, given)))
        .reduce(Money.zero(given.currency()), Money::plus);
  }

  /** What the merchant has lost when this much has gone back. */
  public Money cost(Money given) {
    return given.minus(feeBack(given));
  }

  private static Money sum(Currency currency, List<CapturedMoney> some) {
    return some.stream().map(CapturedMoney::amount).reduce(Money.zero(currency), Money::plus);
  }
}

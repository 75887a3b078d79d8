package dev.connectpos.terminal.domain;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import java.util.List;

/**
 * What the attempts of an order come to.
 *
 * @param paid captured or held, less what was given back
 * @param inFlight asked for, with the outcome still open
 */
public record Tally(Money paid, Money inFlight) {

  /** Before the first attempt. */
  public static Tally nothing(Currency currency) {
    return new Tally(Money.zero(currency), Money.zero(currency));
  }

  /** The sums over all attempts of an order. */
  public static Tally of(Currency currency, List<PaymentAttempt> attempts) {
    Money paid = Money.zero(currency);
    Money inFlight = Money.zero(currency);
    for (PaymentAttempt attempt : attempts) {
      paid = paid.plus(attempt.paid());
      inFlight = inFlight.plus(attempt.inFlight());
    }
    return new Tally(paid, inFlight);
  }
}

package dev.connectpos.order.domain;

import dev.connectpos.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Money that the merchant takes outside of this system, by the PDV's own word and nobody else's:
 * the acquirer never hears of it.
 *
 * @param description the PDV's own
 */
public record Cash(PaymentId payment, Money amount, @Nullable String description) implements Means {

  public Cash {
    if (!amount.isPositive()) {
      throw new IllegalArgumentException("an asked amount is above zero, was " + amount);
    }
  }
}

package dev.connectpos.order.domain;

import dev.connectpos.money.Money;

/**
 * A payment by a card that came over the API, of which the acquirer approved nothing (yet).
 *
 * @param installments 1 to 24, financed by the merchant
 */
public record CardAsk(
    PaymentId payment,
    Money amount,
    int installments,
    OperationType operationType,
    OnlineTerms terms)
    implements Means {

  public CardAsk {
    if (!amount.isPositive()) {
      throw new IllegalArgumentException("an asked amount is above zero, was " + amount);
    }
  }

  /** The same payment, approved. */
  OnlineSale approved(Sale sale) {
    return new OnlineSale(terms, sale);
  }
}

package dev.connectpos.order.domain;

import dev.connectpos.money.Money;

/** A payment by a card that came over the API, as the acquirer approved it. */
public record OnlineSale(OnlineTerms terms, Sale sale) implements Means {

  @Override
  public PaymentId payment() {
    return sale.payment();
  }

  @Override
  public Money amount() {
    return sale.authorized();
  }
}

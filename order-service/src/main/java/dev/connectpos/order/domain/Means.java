package dev.connectpos.order.domain;

import dev.connectpos.money.Money;

/**
 * What a charge is paid with. Each way holds what is known of it at its stage: of a card over the
 * API first what was asked ({@link CardAsk}), and once it is approved the sale beside it ({@link
 * OnlineSale}).
 */
public sealed interface Means permits Sale, CardAsk, OnlineSale, Cash {
  /** The payment; unique, also where the acquirer has no part in it. */
  PaymentId payment();

  /** Above zero: what is asked for, or what was authorized. */
  Money amount();
}

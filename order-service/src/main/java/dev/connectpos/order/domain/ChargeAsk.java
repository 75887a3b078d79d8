package dev.connectpos.order.domain;

import dev.connectpos.money.Money;

/** What the acquirer is asked to do with a payment. */
public sealed interface ChargeAsk {
  PaymentId payment();

  ChargeRequestId request();

  /** Take what is held, or a part of it; the rest is released. */
  record CapturePayment(PaymentId payment, ChargeRequestId request, Money amount)
      implements ChargeAsk {}

  /** Give money back, as the payment stands and the day tells (A3). */
  record CancelPayment(PaymentId payment, ChargeRequestId request, Money amount)
      implements ChargeAsk {}

  /** Try again what the network refused (A6). */
  record RetryCancellation(PaymentId payment, ChargeRequestId request, ChargeRequestId failed)
      implements ChargeAsk {}
}

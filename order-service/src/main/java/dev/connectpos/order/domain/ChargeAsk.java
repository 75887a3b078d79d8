package dev.connectpos.order.domain;

import dev.connectpos.money.Money;

/** What the acquirer is asked to do with a payment. */
public sealed interface ChargeAsk {
  PaymentId payment();

  /**
   * Take a payment by card that came over the API (O12).
   *
   * @param reference of the card in the acquirer's vault; one use, for this payment only
   */
  record AuthorizeOnline(CardAsk ask, String reference) implements ChargeAsk {
    @Override
    public PaymentId payment() {
      return ask.payment();
    }
  }

  /**
   * Take what is held, or a part of it.
   *
   * @param isFinal whether the rest is released, or held for further captures
   */
  record CapturePayment(PaymentId payment, ChargeRequestId request, Money amount, boolean isFinal)
      implements ChargeAsk {}

  /** Give money back, as the payment stands and the day tells (A3). */
  record CancelPayment(PaymentId payment, ChargeRequestId request, Money amount)
      implements ChargeAsk {}

  /** Try again what the network refused (A6). */
  record RetryCancellation(PaymentId payment, ChargeRequestId request, ChargeRequestId failed)
      implements ChargeAsk {}
}

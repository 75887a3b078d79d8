package dev.connectpos.order.domain;

import java.time.Instant;

/** What an order may be asked to do, by the PDV or by what the acquirer says. */
public sealed interface OrderCommand {

  /**
   * The PDV wants to be paid.
   *
   * @param terminal what is known of the terminal it is addressed to
   * @param room whether the account may have one more open order
   */
  record PlaceOrder(PlacedOrder order, TerminalStanding terminal, boolean room)
      implements OrderCommand {}

  /** What the acquirer says of a payment of the order. */
  sealed interface OnPayment extends OrderCommand {
    PaymentId payment();
  }

  /** The acquirer is at work on a payment of the order. */
  record RecordPaymentProgress(PaymentId payment, LivePhase phase) implements OnPayment {}

  /** The acquirer undid a payment of the order. */
  record RecordPaymentReversed(PaymentId payment) implements OnPayment {}

  /** The acquirer refused a payment of the order. */
  record RecordPaymentDeclined(PaymentId payment, String returnCode, String message)
      implements OnPayment {}

  /**
   * The acquirer captured a payment of the order.
   *
   * @param charge the id the charge gets, if this is news
   * @param transaction the id of the transaction behind it
   */
  record RecordPaymentCaptured(
      ChargeId charge, TransactionId transaction, Capture capture, Instant at)
      implements OnPayment {
    @Override
    public PaymentId payment() {
      return capture.payment();
    }
  }

  /** The PDV is done with the order (O5). */
  record CloseOrder(ClosedAs as, Instant at) implements OrderCommand {}
}

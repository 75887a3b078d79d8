package dev.connectpos.order.domain;

import dev.connectpos.money.Money;

/** What happened to an order and concerns others. */
public sealed interface OrderEvent {

  /** It is open for payment. */
  record OrderPlaced(PlacedOrder order) implements OrderEvent {}

  /** A payment was declined; the order stays as it is. */
  record OrderPaymentFailed(PaymentId payment, String returnCode, String message)
      implements OrderEvent {}

  /**
   * A payment was captured.
   *
   * @param excess how far the order is paid above its amount now; an alarm when above zero
   */
  record ChargePaid(Charge charge, Money excess) implements OrderEvent {}

  /** No more payments may begin. */
  record OrderClosed(ClosedAs as) implements OrderEvent {}
}

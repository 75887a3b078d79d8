package dev.connectpos.order.domain;

import dev.connectpos.money.Money;
import java.time.Instant;

/** What happened to an order and concerns others. */
public sealed interface OrderEvent {

  /** It is open for payment. */
  record OrderPlaced(PlacedOrder order) implements OrderEvent {}

  /** A terminal sold it without an order of the PDV's (T5). */
  record StandaloneSold(PlacedOrder order) implements OrderEvent {}

  /**
   * Items or metadata of the open order changed, a payment of it was undone, or the operator took
   * it off the screen.
   */
  record OrderUpdated() implements OrderEvent {}

  /** A payment was declined; the order stays as it is. */
  record OrderPaymentFailed(PaymentId payment, String returnCode, String message)
      implements OrderEvent {}

  /** No more payments may begin. */
  record OrderClosed(ClosedAs as, CloseCause cause) implements OrderEvent {}

  /** What a terminal wanted undone cannot be (T6); the acquirer is not asked. */
  record CancellationRefused(PaymentId payment, ChargeRequestId request, CancellationRefusal reason)
      implements OrderEvent {}

  /** Something of a charge. */
  sealed interface OnCharge extends OrderEvent {
    Charge charge();
  }

  /** The PDV added a charge over the API; its outcome is open. */
  record ChargeCreated(Charge charge) implements OnCharge {}

  /** The acquirer has to find out what became of a charge over the API. */
  record ChargeProcessing(Charge charge) implements OnCharge {}

  /** A charge over the API came to nothing. */
  record ChargeFailed(Charge charge, Failure failure) implements OnCharge {}

  /** Money is held for the order. */
  record ChargePending(Charge charge, Instant captureBy) implements OnCharge {}

  /**
   * A payment was captured.
   *
   * @param excess how far the order is paid above its amount now, where that is not allowed; an
   *     alarm when above zero
   */
  record ChargePaid(Charge charge, Money excess) implements OnCharge {}

  /**
   * It is settled for good at less than its amount (docs/adr/0030).
   *
   * @param missing above zero
   */
  record ChargeUnderpaid(Charge charge, Money missing) implements OnCharge {}

  /**
   * It was paid, and with it more than the order asks for is paid.
   *
   * @param above what of it is above the order's amount; above zero
   */
  record ChargeOverpaid(Charge charge, Money above) implements OnCharge {}

  /** Something was refused, or the PDV changed its metadata. */
  record ChargeUpdated(Charge charge) implements OnCharge {}

  /** A part was given back. */
  record ChargePartiallyCanceled(Charge charge, Money amount) implements OnCharge {}

  /**
   * All of it is given back.
   *
   * @param amount what was given back last
   */
  record ChargeRefunded(Charge charge, Money amount) implements OnCharge {}

  /** It was not captured in time. */
  record ChargeExpired(Charge charge) implements OnCharge {}
}

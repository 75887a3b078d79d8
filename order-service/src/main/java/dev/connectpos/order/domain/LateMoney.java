package dev.connectpos.order.domain;

import dev.connectpos.order.domain.Decision.Accepted;
import dev.connectpos.order.domain.OrderState.Closed;
import dev.connectpos.order.domain.OrderState.Placed;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Sends money back that reaches an order which keeps none: closed as canceled or failed while the
 * approval was on its way, a race that nobody can exclude.
 */
public final class LateMoney {
  private LateMoney() {}

  /** Whether an order that keeps no money has some of this payment. */
  public static boolean isLeft(Placed s, PaymentId payment) {
    return s.payments().charges().stream()
        .anyMatch(charge -> charge.payment().equals(payment) && isLeft(s, charge));
  }

  /** Whether an order that keeps no money has some of this charge. */
  static boolean isLeft(Placed s, Charge charge) {
    return s instanceof Closed closed
        && closed.keepsNoMoney()
        && charge.captured().plus(charge.held()).compareTo(charge.givenBack()) > 0;
  }

  /**
   * Takes the charge in, and asks for its cancellation if the order keeps no money and none is
   * asked for yet.
   *
   * @param s the order, with the charge
   * @param told what others hear of the charge
   */
  static Accepted undone(
      Placed s,
      Charge charge,
      ChargeRequestId undo,
      Instant at,
      Function<Charge, OrderEvent> told) {
    if (!(s instanceof Closed closed && closed.keepsNoMoney()) || charge.pendingCancellation()) {
      return new Accepted(s, told.apply(charge));
    }
    var amount = charge.captured().plus(charge.held());
    var payment = charge.payment();
    var request = ChargeRequest.of(undo, new ChargeRequest.Cancel(amount), at);
    var late = charge.with(request, at);
    var next = s.with(s.payments().with(payment, new PaymentStanding.Charged(late)));
    return new Accepted(
        next,
        List.of(told.apply(late)),
        List.of(new ChargeAsk.CancelPayment(payment, undo, amount)));
  }
}

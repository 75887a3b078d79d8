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
final class LateMoney {
  private LateMoney() {}

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
    var wish = new ChargeRequest.Cancel(amount);
    var request = new ChargeRequest(undo, wish, new ChargeRequest.Asked(), at, null);
    var late = charge.with(request, at);
    var next = s.with(s.payments().with(payment, new PaymentStanding.Charged(late)));
    return new Accepted(
        next,
        List.of(told.apply(late)),
        List.of(new ChargeAsk.CancelPayment(payment, undo, amount)));
  }
}

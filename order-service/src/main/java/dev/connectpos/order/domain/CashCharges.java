package dev.connectpos.order.domain;

import static dev.connectpos.order.domain.OrderRejection.AMOUNT_ABOVE_WHAT_IS_LEFT;
import static dev.connectpos.order.domain.OrderRejection.CASH_AMOUNT_DIFFERS;
import static dev.connectpos.order.domain.OrderRejection.CHARGE_ALREADY_CANCELED;
import static dev.connectpos.order.domain.OrderRejection.CHARGE_ALREADY_CAPTURED;
import static dev.connectpos.order.domain.OrderRejection.CHARGE_IS_NOT_CASH;
import static dev.connectpos.order.domain.OrderRejection.ORDER_ALREADY_CLOSED;
import static dev.connectpos.order.domain.OrderRejection.PARTIAL_RELEASE_NOT_ALLOWED;

import dev.connectpos.money.Money;
import dev.connectpos.order.domain.Decision.Accepted;
import dev.connectpos.order.domain.Decision.AlreadyDone;
import dev.connectpos.order.domain.Decision.Rejected;
import dev.connectpos.order.domain.OrderCommand.CancelCharge;
import dev.connectpos.order.domain.OrderCommand.ConfirmCash;
import dev.connectpos.order.domain.OrderState.Closed;
import dev.connectpos.order.domain.OrderState.Placed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Charges that are paid in cash. The PDV's word is all there is: what it says is done at once, and
 * nobody is asked.
 */
final class CashCharges {
  private CashCharges() {}

  static Decision confirm(Placed s, Charge charge, ConfirmCash c) {
    if (!(charge.means() instanceof Cash cash)) {
      return new Rejected(CHARGE_IS_NOT_CASH);
    }
    if (charge.state() instanceof ChargeState.Over) {
      return new Rejected(CHARGE_ALREADY_CANCELED);
    }
    var confirmed = confirmed(charge, cash, c);
    if (charge.state() instanceof ChargeState.Captured) {
      return confirmed.means().equals(cash) && confirmed.code().equals(charge.code())
          ? new AlreadyDone(s)
          : new Rejected(CHARGE_ALREADY_CAPTURED);
    }
    if (s instanceof Closed) {
      return new Rejected(ORDER_ALREADY_CLOSED);
    }
    if (c.amount() != null && !c.amount().equals(charge.amount())) {
      return new Rejected(CASH_AMOUNT_DIFFERS);
    }
    var next = placed(s, confirmed);
    return new Accepted(
        next, ChargeMachine.paid(next, charge.amount()).apply(confirmed), List.of());
  }

  /** Paid from now on, as the PDV says. */
  static ChargeState.Paid paid(Money amount, Instant at) {
    return new ChargeState.Paid(amount, Money.zero(amount.currency()), at);
  }

  private static Charge confirmed(Charge charge, Cash cash, ConfirmCash c) {
    var description = c.description() == null ? cash.description() : c.description();
    var told = new Cash(cash.payment(), cash.amount(), description);
    var next = charge.as(told, paid(cash.amount(), c.at()), c.at());
    return c.code() == null ? next : next.called(c.code(), c.at());
  }

  static Decision cancel(Placed s, Charge charge, CancelCharge c) {
    return switch (charge.state()) {
      case ChargeState.Over _ -> new Rejected(CHARGE_ALREADY_CANCELED);
      case ChargeState.Unapproved _ ->
          c.amount() == null || c.amount().equals(charge.amount())
              ? released(s, asked(charge, c, charge.amount()), c.at())
              : new Rejected(PARTIAL_RELEASE_NOT_ALLOWED);
      case ChargeState.Pending _ -> throw new IllegalStateException("cash is not held");
      case ChargeState.PartiallyCaptured _ ->
          throw new IllegalStateException("cash is not captured in parts");
      case ChargeState.Paid paid -> {
        var left = paid.captured().minus(paid.givenBack());
        var amount = c.amount() == null ? left : c.amount();
        yield amount.isPositive() && amount.compareTo(left) <= 0
            ? givenBack(s, asked(charge, c, amount), paid, amount, c.at())
            : new Rejected(AMOUNT_ABOVE_WHAT_IS_LEFT);
      }
    };
  }

  /** What was never confirmed goes with the order, when that is closed. */
  static Accepted dropped(Closed s, List<OrderEvent> events) {
    Placed next = s;
    var all = new ArrayList<OrderEvent>();
    for (Charge charge : s.payments().charges()) {
      if (charge.state() instanceof ChargeState.Unconfirmed) {
        var over = charge.with(new ChargeState.Released(s.closedAt()), s.closedAt());
        next = placed(next, over);
        all.add(new OrderEvent.ChargeRefunded(over, charge.amount()));
      }
    }
    all.addAll(events);
    return new Accepted(next, all, List.of());
  }

  private static Accepted released(Placed s, Charge charge, Instant at) {
    var over = charge.with(new ChargeState.Released(at), at);
    return new Accepted(placed(s, over), new OrderEvent.ChargeRefunded(over, charge.amount()));
  }

  private static Accepted givenBack(
      Placed s, Charge charge, ChargeState.Paid paid, Money amount, Instant at) {
    var inAll = paid.givenBack().plus(amount);
    if (inAll.equals(paid.captured())) {
      var over = charge.with(new ChargeState.Refunded(inAll, paid.capturedAt(), at), at);
      return new Accepted(placed(s, over), new OrderEvent.ChargeRefunded(over, amount));
    }
    var left = charge.with(paid.givingBack(inAll), at);
    return new Accepted(placed(s, left), new OrderEvent.ChargePartiallyCanceled(left, amount));
  }

  /** Asked and done in one; the transaction is named after the request. */
  private static Charge asked(Charge charge, CancelCharge c, Money amount) {
    var wish = new ChargeRequest.Cancel(amount);
    var done = new ChargeRequest(c.request(), wish, new ChargeRequest.Done(), c.at(), List.of());
    var id = new TransactionId("tran_" + c.request().value().substring("req_".length()));
    var back = new Cancellation(id, CancelKind.REFUND, amount, new Cancellation.GaveBack(), c.at());
    return charge.with(done, c.at()).with(back, c.at());
  }

  private static Placed placed(Placed s, Charge charge) {
    return s.with(s.payments().with(charge.payment(), new PaymentStanding.Charged(charge)));
  }
}

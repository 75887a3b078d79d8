package dev.connectpos.order.domain;

import dev.connectpos.order.domain.Decision.Accepted;
import dev.connectpos.order.domain.OrderState.Closed;
import dev.connectpos.order.domain.OrderState.Placed;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends money back that reaches an order which keeps none: closed as canceled or failed while the
 * approval was on its way, a race that nobody can exclude. So does a charge over the API that the
 * order was told to have failed, if the order failed of it: what is paid otherwise stays paid. And
 * so does whatever an order is paid that only proves a set-up (A13).
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
   * Takes an approval in, and asks for its cancellation if the order is not to have it.
   *
   * @param s the order, with the charge
   * @param before the charge as it was before it was approved, if it was one
   */
  static Accepted approved(Placed s, @Nullable Charge before, Charge charge, Told told) {
    return keepsNoMoney(s) || (s instanceof Closed closed && hasFailedOf(closed, before))
        ? undone(s, charge, told)
        : told.of(s, charge);
  }

  /**
   * Takes a capture of what was held in, and asks for its cancellation if the order keeps no money.
   *
   * @param s the order, with the charge
   */
  static Accepted captured(Placed s, Charge charge, Told told) {
    return keepsNoMoney(s) ? undone(s, charge, told) : told.of(s, charge);
  }

  /** One that proves a set-up keeps none from the beginning. */
  private static boolean keepsNoMoney(Placed s) {
    return s.order().channel() == OrderChannel.SETUP_CHECK
        || (s instanceof Closed closed && closed.keepsNoMoney());
  }

  /**
   * How a charge is told of.
   *
   * @param undo what its cancellation would be called
   */
  record Told(ChargeRequestId undo, Instant at, Function<Charge, List<OrderEvent>> events) {
    private Accepted of(Placed s, Charge charge) {
      return new Accepted(s, events.apply(charge), List.of());
    }
  }

  private static boolean hasFailedOf(Closed s, @Nullable Charge before) {
    return s.as() == ClosedAs.FAILED
        && s.cause() == CloseCause.SETTLED
        && before != null
        && before.state() instanceof ChargeState.Failed;
  }

  /** Unless it is asked for already. */
  private static Accepted undone(Placed s, Charge charge, Told told) {
    if (charge.pendingCancellation()) {
      return told.of(s, charge);
    }
    var amount = charge.returnable();
    var payment = charge.payment();
    var wish = new ChargeRequest.Cancel(amount);
    var late = charge.with(ChargeRequest.of(told.undo(), wish, told.at()), told.at());
    var next = s.with(s.payments().with(payment, new PaymentStanding.Charged(late)));
    return new Accepted(
        next,
        told.events().apply(late),
        List.of(new ChargeAsk.CancelPayment(payment, told.undo(), amount)));
  }
}

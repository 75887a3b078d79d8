package dev.connectpos.order.domain;

import static dev.connectpos.order.domain.OrderRejection.CURRENCY_DIFFERS;
import static dev.connectpos.order.domain.OrderRejection.ORDER_CLOSED_WITH_DIFFERENT_STATUS;
import static dev.connectpos.order.domain.OrderRejection.ORDER_HAS_PAYMENTS;
import static dev.connectpos.order.domain.OrderRejection.ORDER_NOT_FOUND;
import static dev.connectpos.order.domain.OrderRejection.ORDER_NOT_FULLY_PAID;
import static dev.connectpos.order.domain.OrderRejection.ORDER_PLACED_WITH_DIFFERENT_CONTENTS;
import static dev.connectpos.order.domain.OrderRejection.PAYMENT_ALREADY_CAPTURED;
import static dev.connectpos.order.domain.OrderRejection.PAYMENT_ALREADY_OVER;
import static dev.connectpos.order.domain.OrderRejection.PAYMENT_CAPTURED_WITH_DIFFERENT_CONTENTS;
import static dev.connectpos.order.domain.OrderRejection.PAYMENT_DECLINED_WITH_DIFFERENT_CONTENTS;
import static dev.connectpos.order.domain.OrderRejection.PAYMENT_IN_PROGRESS;
import static dev.connectpos.order.domain.OrderRejection.TERMINAL_NOT_DIRECT;
import static dev.connectpos.order.domain.OrderRejection.TERMINAL_UNKNOWN;
import static dev.connectpos.order.domain.OrderRejection.TOO_MANY_OPEN_ORDERS;

import dev.connectpos.money.Money;
import dev.connectpos.order.domain.Decision.Accepted;
import dev.connectpos.order.domain.Decision.AlreadyDone;
import dev.connectpos.order.domain.Decision.Rejected;
import dev.connectpos.order.domain.OrderCommand.CloseOrder;
import dev.connectpos.order.domain.OrderCommand.PlaceOrder;
import dev.connectpos.order.domain.OrderCommand.RecordPaymentCaptured;
import dev.connectpos.order.domain.OrderCommand.RecordPaymentDeclined;
import dev.connectpos.order.domain.OrderCommand.RecordPaymentProgress;
import dev.connectpos.order.domain.OrderCommand.RecordPaymentReversed;
import dev.connectpos.order.domain.OrderState.Closed;
import dev.connectpos.order.domain.OrderState.Open;
import dev.connectpos.order.domain.OrderState.Placed;
import dev.connectpos.order.domain.OrderState.Unplaced;
import dev.connectpos.order.domain.PaymentStanding.Captured;
import dev.connectpos.order.domain.PaymentStanding.Declined;
import dev.connectpos.order.domain.PaymentStanding.Live;
import dev.connectpos.order.domain.PaymentStanding.Reversed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of an order.
 *
 * <p>The acquirer is the truth about money: a capture is recorded whatever the order's state, and
 * also when it is more than was owed. The PDV's wishes are checked against that truth.
 */
public final class OrderMachine {
  private OrderMachine() {}

  private record Pair(OrderState state, OrderCommand command) {}

  /** What the order makes of the command. Pure. */
  public static Decision decide(OrderState state, OrderCommand command) {
    return switch (new Pair(state, command)) {
      case Pair(Unplaced _, PlaceOrder c) -> place(c);
      case Pair(Unplaced _, RecordPaymentProgress _) -> new Rejected(ORDER_NOT_FOUND);
      case Pair(Unplaced _, RecordPaymentReversed _) -> new Rejected(ORDER_NOT_FOUND);
      case Pair(Unplaced _, RecordPaymentDeclined _) -> new Rejected(ORDER_NOT_FOUND);
      case Pair(Unplaced _, RecordPaymentCaptured _) -> new Rejected(ORDER_NOT_FOUND);
      case Pair(Unplaced _, CloseOrder _) -> new Rejected(ORDER_NOT_FOUND);

      case Pair(Open s, PlaceOrder c) -> placeAgain(s, c);
      case Pair(Open s, RecordPaymentProgress c) -> progress(s, c);
      case Pair(Open s, RecordPaymentReversed c) -> reversed(s, c);
      case Pair(Open s, RecordPaymentDeclined c) -> declined(s, c);
      case Pair(Open s, RecordPaymentCaptured c) -> captured(s, c);
      case Pair(Open s, CloseOrder c) -> close(s, c);

      case Pair(Closed s, PlaceOrder c) -> placeAgain(s, c);
      case Pair(Closed s, RecordPaymentProgress c) -> progress(s, c);
      case Pair(Closed s, RecordPaymentReversed c) -> reversed(s, c);
      case Pair(Closed s, RecordPaymentDeclined c) -> declined(s, c);
      case Pair(Closed s, RecordPaymentCaptured c) -> captured(s, c);
      case Pair(Closed s, CloseOrder c) -> closeAgain(s, c);
    };
  }

  private static Decision place(PlaceOrder c) {
    if (c.terminal() == TerminalStanding.UNKNOWN) {
      return new Rejected(TERMINAL_UNKNOWN);
    }
    if (c.terminal() == TerminalStanding.LISTED) {
      return new Rejected(TERMINAL_NOT_DIRECT);
    }
    if (!c.room()) {
      return new Rejected(TOO_MANY_OPEN_ORDERS);
    }
    return new Accepted(
        new Open(c.order(), Payments.none()), List.of(new OrderEvent.OrderPlaced(c.order())));
  }

  private static Decision placeAgain(Placed s, PlaceOrder c) {
    return s.order().equals(c.order())
        ? new AlreadyDone(s)
        : new Rejected(ORDER_PLACED_WITH_DIFFERENT_CONTENTS);
  }

  private static Decision progress(Placed s, RecordPaymentProgress c) {
    var live = new Live(c.phase());
    return switch (standing(s, c.payment())) {
      case null -> known(s, c.payment(), live);
      case Live l when l.equals(live) -> new AlreadyDone(s);
      case Live _ -> known(s, c.payment(), live);
      case Captured _ -> new Rejected(PAYMENT_ALREADY_CAPTURED);
      case Declined _ -> new Rejected(PAYMENT_ALREADY_OVER);
      case Reversed _ -> new Rejected(PAYMENT_ALREADY_OVER);
    };
  }

  private static Decision reversed(Placed s, RecordPaymentReversed c) {
    return switch (standing(s, c.payment())) {
      case null -> known(s, c.payment(), new Reversed());
      case Live _ -> known(s, c.payment(), new Reversed());
      case Reversed _ -> new AlreadyDone(s);
      case Captured _ -> new Rejected(PAYMENT_ALREADY_CAPTURED);
      case Declined _ -> new Rejected(PAYMENT_ALREADY_OVER);
    };
  }

  private static Decision declined(Placed s, RecordPaymentDeclined c) {
    var declined = new Declined(c.returnCode(), c.message());
    var failed = new OrderEvent.OrderPaymentFailed(c.payment(), c.returnCode(), c.message());
    return switch (standing(s, c.payment())) {
      case null -> known(s, c.payment(), declined, failed);
      case Live _ -> known(s, c.payment(), declined, failed);
      case Declined d when d.equals(declined) -> new AlreadyDone(s);
      case Captured _ -> new Rejected(PAYMENT_ALREADY_CAPTURED);
      case Declined _ -> new Rejected(PAYMENT_DECLINED_WITH_DIFFERENT_CONTENTS);
      case Reversed _ -> new Rejected(PAYMENT_ALREADY_OVER);
    };
  }

  /** Even after a decline or an undoing: if the acquirer says that it took money, it did. */
  private static Decision captured(Placed s, RecordPaymentCaptured c) {
    if (c.capture().amount().currency() != s.order().currency()) {
      return new Rejected(CURRENCY_DIFFERS);
    }
    if (standing(s, c.capture().payment()) instanceof Captured before) {
      return before.charge().capture().equals(c.capture())
          ? new AlreadyDone(s)
          : new Rejected(PAYMENT_CAPTURED_WITH_DIFFERENT_CONTENTS);
    }
    var charge = new Charge(c.charge(), c.transaction(), c.capture(), c.at());
    var next = s.with(s.payments().with(c.capture().payment(), new Captured(charge)));
    var above = next.paid().minus(s.order().amount());
    var excess = above.isPositive() ? above : Money.zero(above.currency());
    return new Accepted(next, List.of(new OrderEvent.ChargePaid(charge, excess)));
  }

  private static Decision close(Open s, CloseOrder c) {
    if (s.payments().inProgress()) {
      return new Rejected(PAYMENT_IN_PROGRESS);
    }
    var paid = s.paid();
    switch (c.as()) {
      case PAID -> {
        if (paid.compareTo(s.order().amount()) < 0) {
          return new Rejected(ORDER_NOT_FULLY_PAID);
        }
      }
      case CANCELED, FAILED -> {
        if (paid.isPositive()) {
          return new Rejected(ORDER_HAS_PAYMENTS);
        }
      }
    }
    return new Accepted(
        new Closed(s.order(), s.payments(), c.as(), c.at()),
        List.of(new OrderEvent.OrderClosed(c.as())));
  }

  private static Decision closeAgain(Closed s, CloseOrder c) {
    return s.as() == c.as() ? new AlreadyDone(s) : new Rejected(ORDER_CLOSED_WITH_DIFFERENT_STATUS);
  }

  private static @Nullable PaymentStanding standing(Placed s, PaymentId payment) {
    return s.payments().of(payment).orElse(null);
  }

  private static Accepted known(
      Placed s, PaymentId payment, PaymentStanding standing, OrderEvent... events) {
    return new Accepted(s.with(s.payments().with(payment, standing)), List.of(events));
  }
}

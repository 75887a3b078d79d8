package dev.connectpos.order.domain;

import static dev.connectpos.order.domain.OrderRejection.ORDER_NOT_FOUND;

import dev.connectpos.order.domain.Decision.Accepted;
import dev.connectpos.order.domain.OrderCommand.OnCharged;
import dev.connectpos.order.domain.OrderCommand.RecordPaymentCaptured;
import dev.connectpos.order.domain.OrderCommand.RecordPaymentConfirmed;
import dev.connectpos.order.domain.OrderCommand.RecordPaymentDeclined;
import dev.connectpos.order.domain.OrderCommand.RecordPaymentProgress;
import dev.connectpos.order.domain.OrderCommand.RecordPaymentReversed;
import dev.connectpos.order.domain.OrderCommand.RecordStandaloneSale;
import dev.connectpos.order.domain.OrderState.Closed;
import dev.connectpos.order.domain.OrderState.Open;
import java.util.ArrayList;
import java.util.List;

/**
 * The order that a standalone sale leaves behind (T5): closed and paid, as with the incumbent. One
 * whose money is only held, which no terminal asks for, stays open for the PDV to capture and
 * close. What came to nothing leaves no order.
 */
final class StandaloneSale {
  private StandaloneSale() {}

  static Decision decide(RecordStandaloneSale c) {
    return switch (c.payment()) {
      case RecordPaymentCaptured captured -> sold(c.order(), captured);
      case RecordPaymentConfirmed held -> held(c.order(), held);
      case RecordPaymentProgress _ -> new Decision.Rejected(ORDER_NOT_FOUND);
      case RecordPaymentReversed _ -> new Decision.Rejected(ORDER_NOT_FOUND);
      case RecordPaymentDeclined _ -> new Decision.Rejected(ORDER_NOT_FOUND);
      case OnCharged _ -> new Decision.Rejected(ORDER_NOT_FOUND);
    };
  }

  private static Decision sold(PlacedOrder order, RecordPaymentCaptured c) {
    var closed =
        new Closed(order, Payments.none(), ClosedAs.PAID, CloseCause.SETTLED, order.placedAt());
    return PaymentMachine.decide(closed, c) instanceof Accepted paid
        ? told(order, paid, List.of(new OrderEvent.OrderClosed(ClosedAs.PAID, CloseCause.SETTLED)))
        : PaymentMachine.decide(closed, c);
  }

  private static Decision held(PlacedOrder order, RecordPaymentConfirmed c) {
    var open = new Open(order, Payments.none(), TerminalStatus.QUEUED);
    return PaymentMachine.decide(open, c) instanceof Accepted pending
        ? told(order, pending, List.of())
        : PaymentMachine.decide(open, c);
  }

  private static Accepted told(PlacedOrder order, Accepted payment, List<OrderEvent> last) {
    var events = new ArrayList<OrderEvent>();
    events.add(new OrderEvent.StandaloneSold(order));
    events.addAll(payment.events());
    events.addAll(last);
    return new Accepted(payment.next(), events, payment.asks());
  }
}

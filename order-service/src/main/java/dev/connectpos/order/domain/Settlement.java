package dev.connectpos.order.domain;

import dev.connectpos.order.domain.Decision.Accepted;
import dev.connectpos.order.domain.OrderState.Closed;
import dev.connectpos.order.domain.OrderState.Open;
import java.time.Instant;
import java.util.ArrayList;

/**
 * Closes an order that is paid over the API when the last of its payments has come to its end
 * (O12): as paid if nothing is owed, else as failed if one of them failed or a part is paid, else
 * as canceled. One that proves a set-up is closed as canceled when it is paid (A13). What is paid
 * of one that failed stays paid: the PDV decides what becomes of it.
 */
final class Settlement {
  private Settlement() {}

  /** The same decision, and the order closed if it is time. */
  static Decision of(Decision decision, Instant at) {
    return decision instanceof Accepted accepted
            && accepted.next() instanceof Open open
            && hasEnded(open)
        ? closed(accepted, open, at)
        : decision;
  }

  private static boolean hasEnded(Open open) {
    return switch (open.order().channel()) {
      case SETTLING -> open.payments().haveEnded();
      case SETUP_CHECK -> !open.payments().charges().isEmpty();
      case TERMINAL, CHARGES, STANDALONE -> false;
    };
  }

  private static Accepted closed(Accepted accepted, Open open, Instant at) {
    var as = as(open);
    var events = new ArrayList<>(accepted.events());
    events.add(new OrderEvent.OrderClosed(as, CloseCause.SETTLED));
    return new Accepted(
        new Closed(open.order(), open.payments(), as, CloseCause.SETTLED, at),
        events,
        accepted.asks());
  }

  private static ClosedAs as(Open open) {
    if (open.order().channel() == OrderChannel.SETUP_CHECK) {
      return ClosedAs.CANCELED;
    }
    if (open.isCovered()) {
      return ClosedAs.PAID;
    }
    return open.payments().anyFailed() || open.paid().isPositive()
        ? ClosedAs.FAILED
        : ClosedAs.CANCELED;
  }
}

package dev.connectpos.order.domain;

import dev.connectpos.order.domain.Decision.Accepted;
import dev.connectpos.order.domain.Decision.AlreadyDone;
import dev.connectpos.order.domain.OrderCommand.CancelAtTerminal;
import dev.connectpos.order.domain.OrderState.Placed;

/**
 * What an operator at a terminal wants undone (T6): as a cancellation over the API, but always all
 * that is left, and never beside another request. A no is an event, for nobody waits for an answer.
 */
final class TerminalCancellation {
  private TerminalCancellation() {}

  static Decision decide(Placed s, CancelAtTerminal c) {
    var sold =
        s.payments().charges().stream()
            .filter(charge -> charge.payment().equals(c.payment()))
            .filter(charge -> charge.means() instanceof Sale)
            .findFirst();
    if (sold.isEmpty()) {
      return refused(s, c, CancellationRefusal.NOT_FOUND);
    }
    var charge = sold.get();
    if (charge.request(c.request()).isPresent()) {
      return new AlreadyDone(s);
    }
    var left = charge.returnable();
    if (!left.isPositive()) {
      return refused(s, c, CancellationRefusal.NOTHING_LEFT);
    }
    if (charge.pendingCapture() || charge.pendingCancellation()) {
      return refused(s, c, CancellationRefusal.ALREADY_ASKED);
    }
    if (!c.amount().equals(left)) {
      return refused(s, c, CancellationRefusal.AMOUNT_MISMATCH);
    }
    var wish = new ChargeRequest.Cancel(left, c.terminalSerial());
    return ChargeWishes.asked(
        s,
        charge,
        ChargeRequest.of(c.request(), wish, c.at()),
        new ChargeAsk.CancelPayment(c.payment(), c.request(), left));
  }

  private static Accepted refused(Placed s, CancelAtTerminal c, CancellationRefusal reason) {
    return new Accepted(s, new OrderEvent.CancellationRefused(c.payment(), c.request(), reason));
  }
}

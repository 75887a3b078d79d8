package dev.connectpos.order.domain;

import static dev.connectpos.order.domain.OrderRejection.PAYMENT_ALREADY_CHARGED;
import static dev.connectpos.order.domain.OrderRejection.PAYMENT_ALREADY_OVER;
import static dev.connectpos.order.domain.OrderRejection.PAYMENT_DECLINED_WITH_DIFFERENT_CONTENTS;

import dev.connectpos.order.domain.ChargeState.Failed;
import dev.connectpos.order.domain.ChargeState.Processing;
import dev.connectpos.order.domain.ChargeState.Unapproved;
import dev.connectpos.order.domain.Decision.Accepted;
import dev.connectpos.order.domain.Decision.AlreadyDone;
import dev.connectpos.order.domain.Decision.Rejected;
import dev.connectpos.order.domain.OrderCommand.RecordPaymentProgress;
import dev.connectpos.order.domain.OrderState.Placed;
import java.time.Instant;

/** What the acquirer says of a payment over the API that it has not approved (O12). */
final class OnlineOutcome {
  private OnlineOutcome() {}

  static Decision progress(Placed s, Charge charge, RecordPaymentProgress c) {
    if (!(charge.state() instanceof Unapproved)) {
      return new Rejected(PAYMENT_ALREADY_CHARGED);
    }
    return switch (c.phase()) {
      // It will be told again, as captured or held: nobody but the acquirer confirms it.
      case AUTHORIZED ->
          charge.isProcessing() ? new AlreadyDone(s) : new Rejected(PAYMENT_ALREADY_OVER);
      case IN_DOUBT -> inDoubt(s, charge, c.at());
      // The hold may stand until it is undone: to charge another before that is to hold twice.
      case REVERSING -> inDoubt(s, charge, c.at());
    };
  }

  private static Decision inDoubt(Placed s, Charge charge, Instant at) {
    if (!(charge.state() instanceof Processing(boolean inDoubt))) {
      return new Rejected(PAYMENT_ALREADY_OVER);
    }
    if (inDoubt) {
      return new AlreadyDone(s);
    }
    var doubted = charge.with(new Processing(true), at);
    return new Accepted(placed(s, doubted), new OrderEvent.ChargeProcessing(doubted));
  }

  static Decision failed(Placed s, Charge charge, Failure failure, Instant at) {
    if (charge.state() instanceof Failed(var before, _)) {
      if (before.equals(failure)) {
        return new AlreadyDone(s);
      }
      return new Rejected(
          before instanceof Failure.Declined && failure instanceof Failure.Declined
              ? PAYMENT_DECLINED_WITH_DIFFERENT_CONTENTS
              : PAYMENT_ALREADY_OVER);
    }
    if (!charge.isProcessing()) {
      return new Rejected(PAYMENT_ALREADY_CHARGED);
    }
    var failed = charge.with(new Failed(failure, at), at);
    return new Accepted(placed(s, failed), new OrderEvent.ChargeFailed(failed, failure));
  }

  private static Placed placed(Placed s, Charge charge) {
    return s.with(s.payments().with(charge.payment(), new PaymentStanding.Charged(charge)));
  }
}

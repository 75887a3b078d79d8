package dev.connectpos.order.domain;

import static dev.connectpos.order.domain.OrderRejection.AMOUNTS_DO_NOT_ADD_UP;
import static dev.connectpos.order.domain.OrderRejection.CHARGE_CANNOT_CHANGE_SO;
import static dev.connectpos.order.domain.OrderRejection.PAYMENT_CHARGED_WITH_DIFFERENT_CONTENTS;
import static dev.connectpos.order.domain.OrderRejection.PAYMENT_NOT_CHARGED;

import dev.connectpos.money.Money;
import dev.connectpos.order.domain.ChargeState.Expired;
import dev.connectpos.order.domain.ChargeState.Kept;
import dev.connectpos.order.domain.ChargeState.Paid;
import dev.connectpos.order.domain.ChargeState.PartiallyCaptured;
import dev.connectpos.order.domain.ChargeState.Pending;
import dev.connectpos.order.domain.ChargeState.Refunded;
import dev.connectpos.order.domain.ChargeState.Released;
import dev.connectpos.order.domain.ChargeState.Unapproved;
import dev.connectpos.order.domain.ChargeState.Voided;
import dev.connectpos.order.domain.Decision.Accepted;
import dev.connectpos.order.domain.Decision.AlreadyDone;
import dev.connectpos.order.domain.Decision.Rejected;
import dev.connectpos.order.domain.OrderCommand.OnCharged;
import dev.connectpos.order.domain.OrderCommand.RecordCancelRefused;
import dev.connectpos.order.domain.OrderCommand.RecordCaptureRefused;
import dev.connectpos.order.domain.OrderCommand.RecordPaymentCaptured;
import dev.connectpos.order.domain.OrderCommand.RecordPaymentExpired;
import dev.connectpos.order.domain.OrderCommand.RecordPaymentRefunded;
import dev.connectpos.order.domain.OrderCommand.RecordPaymentVoided;
import dev.connectpos.order.domain.OrderCommand.RecordRemainderExpired;
import dev.connectpos.order.domain.OrderState.Placed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the acquirer says of a payment that is a charge. It decides; we write it down. */
final class ChargeMachine {
  private ChargeMachine() {}

  static Decision decide(Placed s, Charge charge, OnCharged command) {
    return switch (command) {
      case RecordCaptureRefused c -> captureRefused(s, charge, c);
      case RecordPaymentVoided c -> voided(s, charge, c);
      case RecordPaymentRefunded c -> refunded(s, charge, c);
      case RecordCancelRefused c -> cancelRefused(s, charge, c);
      case RecordPaymentExpired c -> expired(s, charge, c);
      case RecordRemainderExpired c -> remainderExpired(s, charge, c);
    };
  }

  /** A capture of what is held; of what is captured for good, only the same again. */
  static Decision captured(Placed s, Charge charge, RecordPaymentCaptured c) {
    var capture = c.capture();
    return switch (charge.state()) {
      case Pending held ->
          capture.amount().equals(capture.inAll())
              ? taken(s, charge, c, held.captureBy())
              : new Rejected(AMOUNTS_DO_NOT_ADD_UP);
      case PartiallyCaptured part -> {
        if (isRepeated(part, capture)) {
          yield new AlreadyDone(s);
        }
        yield part.captured().plus(capture.amount()).equals(capture.inAll())
            ? taken(s, charge, c, part.captureBy())
            : new Rejected(AMOUNTS_DO_NOT_ADD_UP);
      }
      case ChargeState.Captured before ->
          isRepeated(before, capture)
              ? new AlreadyDone(s)
              : new Rejected(PAYMENT_CHARGED_WITH_DIFFERENT_CONTENTS);
      case Released _ -> new Rejected(CHARGE_CANNOT_CHANGE_SO);
      case Expired _ -> new Rejected(CHARGE_CANNOT_CHANGE_SO);
      case Unapproved _ -> new Rejected(PAYMENT_NOT_CHARGED);
    };
  }

  private static boolean isRepeated(ChargeState.Captured before, OrderCommand.Capture capture) {
    return before.captured().equals(capture.inAll()) && before.capturedAt().equals(capture.at());
  }

  private static Decision taken(
      Placed s, Charge charge, RecordPaymentCaptured c, Instant captureBy) {
    var capture = c.capture();
    var back = charge.givenBack();
    var state =
        capture.isFinal()
            ? new Paid(capture.inAll(), back, capture.at())
            : new PartiallyCaptured(capture.inAll(), back, capture.at(), captureBy);
    var paid = done(charge, c.request(), c.at()).with(state, c.at());
    var code = newCode(charge, c);
    var order = s.order();
    if (code != null) {
      paid = paid.called(code, c.at());
      order = order.with(code, c.at());
    }
    var next = placed(s.with(order), paid);
    return LateMoney.captured(
        next, paid, new LateMoney.Told(c.ids().undo(), c.at(), paid(next, capture.amount())));
  }

  /**
   * That a charge is paid, how far the order is now paid above what it may be, and whether that is
   * more or less than was asked for (docs/adr/0030).
   *
   * @param captured what was paid just now
   */
  static Function<Charge, List<OrderEvent>> paid(Placed s, Money captured) {
    var above = s.paid().minus(s.order().amount());
    var excess =
        above.isPositive() && !s.order().overpaymentAllowed()
            ? above
            : Money.zero(above.currency());
    return charge -> {
      var events = new ArrayList<OrderEvent>();
      events.add(new OrderEvent.ChargePaid(charge, excess));
      if (above.isPositive()) {
        var ofIt = above.compareTo(captured) < 0 ? above : captured;
        events.add(new OrderEvent.ChargeOverpaid(charge, ofIt));
      }
      events.addAll(underpaid(charge));
      return events;
    };
  }

  /** What is missing of a charge of which nothing more is captured. */
  private static List<OrderEvent> underpaid(Charge charge) {
    return charge.state() instanceof Paid paid && paid.captured().compareTo(charge.amount()) < 0
        ? List.of(new OrderEvent.ChargeUnderpaid(charge, charge.amount().minus(paid.captured())))
        : List.of();
  }

  private static Decision voided(Placed s, Charge charge, RecordPaymentVoided c) {
    var amount = c.back().amount();
    return switch (charge.state()) {
      case Pending _ ->
          amount.equals(charge.held())
              ? over(
                  s,
                  gaveBack(charge, c.back(), CancelKind.VOID, c.at()),
                  amount,
                  new Released(c.voidedAt()),
                  c.at())
              : new Rejected(AMOUNTS_DO_NOT_ADD_UP);
      case Kept paid ->
          amount.equals(paid.captured()) && !paid.givenBack().isPositive()
              ? over(
                  s,
                  gaveBack(charge, c.back(), CancelKind.VOID, c.at()),
                  amount,
                  new Voided(paid.captured(), paid.capturedAt(), c.voidedAt()),
                  c.at())
              : new Rejected(AMOUNTS_DO_NOT_ADD_UP);
      case Voided before -> repeated(s, before.overAt().equals(c.voidedAt()));
      case Released before -> repeated(s, before.overAt().equals(c.voidedAt()));
      case Refunded _ -> new Rejected(CHARGE_CANNOT_CHANGE_SO);
      case Expired _ -> new Rejected(CHARGE_CANNOT_CHANGE_SO);
      case Unapproved _ -> new Rejected(PAYMENT_NOT_CHARGED);
    };
  }

  private static Decision refunded(Placed s, Charge charge, RecordPaymentRefunded c) {
    return switch (charge.state()) {
      case Kept paid -> refunded(s, charge, paid, c);
      case Refunded before -> repeated(s, c.inAll().compareTo(before.captured()) <= 0);
      case Pending _ -> new Rejected(CHARGE_CANNOT_CHANGE_SO);
      case Voided _ -> new Rejected(CHARGE_CANNOT_CHANGE_SO);
      case Released _ -> new Rejected(CHARGE_CANNOT_CHANGE_SO);
      case Expired _ -> new Rejected(CHARGE_CANNOT_CHANGE_SO);
      case Unapproved _ -> new Rejected(PAYMENT_NOT_CHARGED);
    };
  }

  private static Decision refunded(Placed s, Charge charge, Kept paid, RecordPaymentRefunded c) {
    if (c.inAll().compareTo(paid.givenBack()) <= 0) {
      return new AlreadyDone(s);
    }
    var amount = c.back().amount();
    if (!amount.isPositive()
        || !paid.givenBack().plus(amount).equals(c.inAll())
        || c.inAll().compareTo(paid.captured()) > 0) {
      return new Rejected(AMOUNTS_DO_NOT_ADD_UP);
    }
    var back = gaveBack(charge, c.back(), CancelKind.REFUND, c.at());
    if (c.inAll().equals(paid.captured())) {
      var all = new Refunded(paid.captured(), paid.capturedAt(), c.refundedAt());
      return over(s, back, amount, all, c.at());
    }
    back = back.with(paid.givingBack(c.inAll()), c.at());
    return new Accepted(placed(s, back), new OrderEvent.ChargePartiallyCanceled(back, amount));
  }

  private static Decision captureRefused(Placed s, Charge charge, RecordCaptureRefused c) {
    var refusal = new ChargeRequest.Refused(RefusedBy.RULE, c.returnCode(), c.message());
    return refused(
        s,
        charge,
        charge.changing(c.request(), r -> r.refused(c.request(), refusal), c.at()),
        c.at());
  }

  /** What the network refused was tried, and is a transaction; what a rule refused is none. */
  private static Decision cancelRefused(Placed s, Charge charge, RecordCancelRefused c) {
    var back = c.back();
    if (charge.cancellations().stream().anyMatch(known -> known.id().equals(back.transaction()))) {
      return new AlreadyDone(s);
    }
    var tried = back.tried();
    var next =
        tried == null
            ? charge
            : charge.changing(back.request(), r -> r.refused(tried, c.refusal()), c.at());
    if (c.refusal().by() == RefusedBy.NETWORK) {
      var failed = new Cancellation.Failed(c.refusal().returnCode(), c.refusal().message());
      next =
          next.with(
              new Cancellation(back.transaction(), c.kind(), back.amount(), failed, c.at()),
              c.at());
    }
    return refused(s, charge, next, c.at());
  }

  /** A rule that refused what a terminal asked changes nothing here, and is not told. */
  private static Decision refused(Placed s, Charge before, Charge after, Instant at) {
    return after.equals(before.changing(null, r -> r, at))
        ? new AlreadyDone(s)
        : new Accepted(placed(s, after), new OrderEvent.ChargeUpdated(after));
  }

  private static Decision expired(Placed s, Charge charge, RecordPaymentExpired c) {
    return switch (charge.state()) {
      case Pending _ -> {
        var expired = charge.with(new Expired(c.expiredAt()), c.at());
        yield new Accepted(placed(s, expired), new OrderEvent.ChargeExpired(expired));
      }
      case Expired before -> repeated(s, before.overAt().equals(c.expiredAt()));
      case Kept _ -> new Rejected(CHARGE_CANNOT_CHANGE_SO);
      case Voided _ -> new Rejected(CHARGE_CANNOT_CHANGE_SO);
      case Refunded _ -> new Rejected(CHARGE_CANNOT_CHANGE_SO);
      case Released _ -> new Rejected(CHARGE_CANNOT_CHANGE_SO);
      case Unapproved _ -> new Rejected(PAYMENT_NOT_CHARGED);
    };
  }

  /** What was captured stays, and is all there will be. */
  private static Decision remainderExpired(Placed s, Charge charge, RecordRemainderExpired c) {
    return switch (charge.state()) {
      case PartiallyCaptured part when part.captured().equals(c.captured()) -> {
        var paid = new Paid(part.captured(), part.givenBack(), part.capturedAt());
        var settled = charge.with(paid, c.at());
        yield new Accepted(placed(s, settled), underpaid(settled), List.of());
      }
      case PartiallyCaptured _ -> new Rejected(AMOUNTS_DO_NOT_ADD_UP);
      case ChargeState.Captured before -> repeated(s, before.captured().equals(c.captured()));
      case Pending _ -> new Rejected(CHARGE_CANNOT_CHANGE_SO);
      case Released _ -> new Rejected(CHARGE_CANNOT_CHANGE_SO);
      case Expired _ -> new Rejected(CHARGE_CANNOT_CHANGE_SO);
      case Unapproved _ -> new Rejected(PAYMENT_NOT_CHARGED);
    };
  }

  private static Decision repeated(Placed s, boolean same) {
    return same ? new AlreadyDone(s) : new Rejected(CHARGE_CANNOT_CHANGE_SO);
  }

  private static Accepted over(
      Placed s, Charge back, Money amount, ChargeState.Over state, Instant at) {
    var over = back.with(state, at);
    return new Accepted(placed(s, over), new OrderEvent.ChargeRefunded(over, amount));
  }

  private static Charge gaveBack(
      Charge charge, OrderCommand.Return back, CancelKind kind, Instant at) {
    var gaveBack = new Cancellation.GaveBack();
    return done(charge, back.request(), at)
        .with(new Cancellation(back.transaction(), kind, back.amount(), gaveBack, at), at);
  }

  private static Charge done(Charge charge, @Nullable ChargeRequestId request, Instant at) {
    return charge.changing(request, ChargeRequest::done, at);
  }

  private static @Nullable String newCode(Charge charge, RecordPaymentCaptured c) {
    var request = c.request();
    return request == null
        ? null
        : charge
            .request(request)
            .map(ChargeRequest::wish)
            .map(wish -> wish instanceof ChargeRequest.Capture capture ? capture.code() : null)
            .orElse(null);
  }

  private static Placed placed(Placed s, Charge charge) {
    var standing = new PaymentStanding.Charged(charge);
    return s.with(s.payments().with(charge.payment(), standing));
  }
}

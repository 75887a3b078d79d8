package dev.connectpos.order.domain;

import static dev.connectpos.order.domain.OrderRejection.AMOUNT_ABOVE_AUTHORIZED;
import static dev.connectpos.order.domain.OrderRejection.AMOUNT_ABOVE_WHAT_IS_LEFT;
import static dev.connectpos.order.domain.OrderRejection.CANCELLATION_PENDING;
import static dev.connectpos.order.domain.OrderRejection.CAPTURE_PENDING;
import static dev.connectpos.order.domain.OrderRejection.CHARGE_ALREADY_CANCELED;
import static dev.connectpos.order.domain.OrderRejection.CHARGE_ALREADY_CAPTURED;
import static dev.connectpos.order.domain.OrderRejection.CHARGE_HAS_FAILED;
import static dev.connectpos.order.domain.OrderRejection.CHARGE_IS_CASH;
import static dev.connectpos.order.domain.OrderRejection.CHARGE_NOT_FOUND;
import static dev.connectpos.order.domain.OrderRejection.NOTHING_TO_RETRY;
import static dev.connectpos.order.domain.OrderRejection.PARTIAL_RELEASE_NOT_ALLOWED;
import static dev.connectpos.order.domain.OrderRejection.PAYMENT_IN_PROGRESS;

import dev.connectpos.money.Money;
import dev.connectpos.order.domain.ChargeState.Kept;
import dev.connectpos.order.domain.ChargeState.Over;
import dev.connectpos.order.domain.ChargeState.Paid;
import dev.connectpos.order.domain.ChargeState.PartiallyCaptured;
import dev.connectpos.order.domain.ChargeState.Pending;
import dev.connectpos.order.domain.ChargeState.Unapproved;
import dev.connectpos.order.domain.Decision.Accepted;
import dev.connectpos.order.domain.Decision.AlreadyDone;
import dev.connectpos.order.domain.Decision.Rejected;
import dev.connectpos.order.domain.OrderCommand.CancelCharge;
import dev.connectpos.order.domain.OrderCommand.CaptureCharge;
import dev.connectpos.order.domain.OrderCommand.ConfirmCash;
import dev.connectpos.order.domain.OrderCommand.OnCharge;
import dev.connectpos.order.domain.OrderCommand.RetryCancellation;
import dev.connectpos.order.domain.OrderCommand.ReviseCharge;
import dev.connectpos.order.domain.OrderCommand.TryChargeAgain;
import dev.connectpos.order.domain.OrderState.Placed;
import java.util.List;

/**
 * What the PDV wants done with a charge. Nothing is done here but to ask the acquirer; the amount
 * is reserved meanwhile, so that no two requests can give back the same money.
 */
final class ChargeWishes {
  private ChargeWishes() {}

  static Decision decide(Placed s, OnCharge command) {
    var found = s.payments().charge(command.charge());
    if (found.isEmpty()) {
      return new Rejected(CHARGE_NOT_FOUND);
    }
    var charge = found.get();
    return switch (command) {
      case ConfirmCash c -> CashCharges.confirm(s, charge, c);
      case TryChargeAgain c -> OnlineCharges.again(s, charge, c);
      case CaptureCharge c -> capture(s, charge, c);
      case CancelCharge c -> cancel(s, charge, c);
      case RetryCancellation c -> retry(s, charge, c);
      case ReviseCharge c -> revise(s, charge, c);
    };
  }

  private static Decision capture(Placed s, Charge charge, CaptureCharge c) {
    if (charge.request(c.request()).isPresent()) {
      return new AlreadyDone(s);
    }
    return switch (charge.state()) {
      case Unapproved nothing -> unapproved(nothing);
      case Over _ -> new Rejected(CHARGE_ALREADY_CANCELED);
      case Paid _ -> new Rejected(CHARGE_ALREADY_CAPTURED);
      case Pending _, PartiallyCaptured _ -> {
        if (charge.pendingCapture()) {
          yield new Rejected(CAPTURE_PENDING);
        }
        if (charge.pendingCancellation()) {
          yield new Rejected(CANCELLATION_PENDING);
        }
        var amount = c.amount() == null ? charge.held() : c.amount();
        if (!amount.isPositive() || amount.compareTo(charge.held()) > 0) {
          yield new Rejected(AMOUNT_ABOVE_AUTHORIZED);
        }
        var ask = new ChargeAsk.CapturePayment(charge.payment(), c.request(), amount, c.isFinal());
        var wish = new ChargeRequest.Capture(amount, c.code());
        yield asked(s, charge, ChargeRequest.of(c.request(), wish, c.at()), ask);
      }
    };
  }

  private static Decision cancel(Placed s, Charge charge, CancelCharge c) {
    if (charge.request(c.request()).isPresent()) {
      return new AlreadyDone(s);
    }
    if (charge.means() instanceof Cash) {
      return CashCharges.cancel(s, charge, c);
    }
    return switch (charge.state()) {
      case Unapproved nothing -> unapproved(nothing);
      case Over _ -> new Rejected(CHARGE_ALREADY_CANCELED);
      case Pending _ -> release(s, charge, c);
      case Kept _ -> {
        if (charge.pendingCapture()) {
          yield new Rejected(CAPTURE_PENDING);
        }
        var left = left(charge);
        var amount = c.amount() == null ? left : c.amount();
        yield amount.isPositive() && amount.compareTo(left) <= 0
            ? asked(s, charge, c, amount)
            : new Rejected(AMOUNT_ABOVE_WHAT_IS_LEFT);
      }
    };
  }

  private static Decision release(Placed s, Charge charge, CancelCharge c) {
    if (charge.pendingCapture()) {
      return new Rejected(CAPTURE_PENDING);
    }
    if (c.amount() != null && !c.amount().equals(charge.held())) {
      return new Rejected(PARTIAL_RELEASE_NOT_ALLOWED);
    }
    return charge.pendingCancellation()
        ? new Rejected(CANCELLATION_PENDING)
        : asked(s, charge, c, charge.held());
  }

  private static Decision retry(Placed s, Charge charge, RetryCancellation c) {
    if (charge.request(c.request()).isPresent()) {
      return new AlreadyDone(s);
    }
    if (charge.means() instanceof Cash) {
      return new Rejected(CHARGE_IS_CASH);
    }
    if (charge.state() instanceof Over) {
      return new Rejected(CHARGE_ALREADY_CANCELED);
    }
    var failed =
        charge.requests().reversed().stream().filter(ChargeRequest::mayBeRetried).findFirst();
    if (failed.isEmpty()) {
      return owesAll(s, charge) ? cancelAnew(s, charge, c) : new Rejected(NOTHING_TO_RETRY);
    }
    if (charge.pendingCapture()) {
      return new Rejected(CAPTURE_PENDING);
    }
    var request = failed.get();
    if (request.wish().amount().compareTo(left(charge)) > 0) {
      return new Rejected(AMOUNT_ABOVE_WHAT_IS_LEFT);
    }
    var next = charge.changing(request.id(), r -> r.retriedAs(c.request()), c.at());
    var payment = charge.payment();
    return new Accepted(
        placed(s, next),
        List.of(),
        List.of(new ChargeAsk.RetryCancellation(payment, c.request(), request.id())));
  }

  /** Whether money is left of a cancellation that was refused, in an order that keeps none. */
  private static boolean owesAll(Placed s, Charge charge) {
    return LateMoney.isLeft(s, charge)
        && charge.requests().stream()
            .anyMatch(
                r ->
                    r.wish() instanceof ChargeRequest.Cancel
                        && r.standing() instanceof ChargeRequest.Refused);
  }

  /**
   * What a rule refused the acquirer does not keep, and a void of another day it does not retry:
   * there is nothing to try again. Money that nobody is to have goes back by a new cancellation.
   */
  private static Decision cancelAnew(Placed s, Charge charge, RetryCancellation c) {
    var amount = left(charge);
    if (!amount.isPositive()) {
      return new Rejected(CANCELLATION_PENDING);
    }
    return asked(s, charge, new CancelCharge(c.charge(), c.request(), amount, c.at()), amount);
  }

  private static Decision revise(Placed s, Charge charge, ReviseCharge c) {
    if (charge.metadata().equals(c.metadata())) {
      return new AlreadyDone(s);
    }
    var next = charge.with(c.metadata(), c.at());
    return new Accepted(placed(s, next), new OrderEvent.ChargeUpdated(next));
  }

  /** What may go back and is not asked to. */
  private static Money left(Charge charge) {
    return charge.returnable().minus(charge.asked());
  }

  private static Accepted asked(Placed s, Charge charge, CancelCharge c, Money amount) {
    var ask = new ChargeAsk.CancelPayment(charge.payment(), c.request(), amount);
    return asked(
        s, charge, ChargeRequest.of(c.request(), new ChargeRequest.Cancel(amount), c.at()), ask);
  }

  /** There is no money yet, or never will be. */
  private static Rejected unapproved(Unapproved state) {
    return new Rejected(
        switch (state) {
          case ChargeState.Processing _ -> PAYMENT_IN_PROGRESS;
          case ChargeState.Failed _ -> CHARGE_HAS_FAILED;
          case ChargeState.Unconfirmed _ -> CHARGE_IS_CASH;
        });
  }

  /** Keeps the request beside the charge, and asks the acquirer. */
  static Accepted asked(Placed s, Charge charge, ChargeRequest request, ChargeAsk ask) {
    var next = charge.with(request, request.askedAt());
    return new Accepted(placed(s, next), List.of(), List.of(ask));
  }

  private static Placed placed(Placed s, Charge charge) {
    var standing = new PaymentStanding.Charged(charge);
    return s.with(s.payments().with(charge.payment(), standing));
  }
}

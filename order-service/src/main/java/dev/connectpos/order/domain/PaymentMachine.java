package dev.connectpos.order.domain;

import static dev.connectpos.order.domain.OrderRejection.AMOUNTS_DO_NOT_ADD_UP;
import static dev.connectpos.order.domain.OrderRejection.CURRENCY_DIFFERS;
import static dev.connectpos.order.domain.OrderRejection.PAYMENT_ALREADY_OVER;
import static dev.connectpos.order.domain.OrderRejection.PAYMENT_CHARGED_WITH_DIFFERENT_CONTENTS;
import static dev.connectpos.order.domain.OrderRejection.PAYMENT_DECLINED_WITH_DIFFERENT_CONTENTS;
import static dev.connectpos.order.domain.OrderRejection.PAYMENT_NOT_CHARGED;

import dev.connectpos.money.Money;
import dev.connectpos.order.domain.Decision.Accepted;
import dev.connectpos.order.domain.Decision.AlreadyDone;
import dev.connectpos.order.domain.Decision.Rejected;
import dev.connectpos.order.domain.OrderCommand.OnCharged;
import dev.connectpos.order.domain.OrderCommand.OnPayment;
import dev.connectpos.order.domain.OrderCommand.RecordPaymentCaptured;
import dev.connectpos.order.domain.OrderCommand.RecordPaymentConfirmed;
import dev.connectpos.order.domain.OrderCommand.RecordPaymentDeclined;
import dev.connectpos.order.domain.OrderCommand.RecordPaymentProgress;
import dev.connectpos.order.domain.OrderCommand.RecordPaymentReversed;
import dev.connectpos.order.domain.OrderState.Open;
import dev.connectpos.order.domain.OrderState.Placed;
import dev.connectpos.order.domain.PaymentStanding.Charged;
import dev.connectpos.order.domain.PaymentStanding.Declined;
import dev.connectpos.order.domain.PaymentStanding.Live;
import dev.connectpos.order.domain.PaymentStanding.Reversed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the acquirer says of one payment, until it is approved. An approval is recorded even after a
 * decline or an undoing: if the acquirer says that it took money, it did. A payment over the API is
 * a charge before it is approved, and what becomes of it meanwhile is {@link OnlineOutcome}'s.
 */
final class PaymentMachine {
  private PaymentMachine() {}

  static Decision decide(Placed s, OnPayment command) {
    return switch (command) {
      case RecordPaymentProgress c -> progress(s, c);
      case RecordPaymentReversed c -> reversed(s, c);
      case RecordPaymentDeclined c -> declined(s, c);
      case RecordPaymentConfirmed c -> confirmed(s, c);
      case RecordPaymentCaptured c -> captured(s, c);
      case OnCharged c -> charged(s, c);
    };
  }

  private static Decision progress(Placed s, RecordPaymentProgress c) {
    var live = new Live(c.phase());
    var status =
        switch (c.phase()) {
          case AUTHORIZED -> TerminalStatus.APPROVED;
          case IN_DOUBT -> TerminalStatus.VERIFYING;
          case REVERSING -> TerminalStatus.REVERSING;
        };
    return switch (standing(s, c)) {
      case null -> new Accepted(known(s, c, live, status));
      case Live l when l.equals(live) -> new AlreadyDone(s);
      case Live _ -> new Accepted(known(s, c, live, status));
      case Charged(Charge charge) -> OnlineOutcome.progress(s, charge, c);
      case Declined _ -> new Rejected(PAYMENT_ALREADY_OVER);
      case Reversed _ -> new Rejected(PAYMENT_ALREADY_OVER);
    };
  }

  private static Decision reversed(Placed s, RecordPaymentReversed c) {
    return switch (standing(s, c)) {
      case null -> undone(s, c);
      case Live _ -> undone(s, c);
      case Reversed _ -> new AlreadyDone(s);
      case Charged(Charge charge) -> OnlineOutcome.failed(s, charge, new Failure.Undone(), c.at());
      case Declined _ -> new Rejected(PAYMENT_ALREADY_OVER);
    };
  }

  /** Told of an open order, which may be paid again; of a closed one nobody waits for it. */
  private static Accepted undone(Placed s, RecordPaymentReversed c) {
    var next = known(s, c, new Reversed(), TerminalStatus.REVERSED);
    return next instanceof Open
        ? new Accepted(next, new OrderEvent.OrderUpdated())
        : new Accepted(next);
  }

  private static Decision declined(Placed s, RecordPaymentDeclined c) {
    var declined = new Declined(c.refusal().returnCode(), c.refusal().message());
    return switch (standing(s, c)) {
      case null -> failed(s, c, declined);
      case Live _ -> failed(s, c, declined);
      case Declined d when d.equals(declined) -> new AlreadyDone(s);
      case Charged(Charge charge) -> OnlineOutcome.failed(s, charge, c.refusal(), c.at());
      case Declined _ -> new Rejected(PAYMENT_DECLINED_WITH_DIFFERENT_CONTENTS);
      case Reversed _ -> new Rejected(PAYMENT_ALREADY_OVER);
    };
  }

  private static Accepted failed(Placed s, RecordPaymentDeclined c, Declined declined) {
    return new Accepted(
        known(s, c, declined, TerminalStatus.DECLINED),
        new OrderEvent.OrderPaymentFailed(c.payment(), declined.returnCode(), declined.message()));
  }

  private static Decision confirmed(Placed s, RecordPaymentConfirmed c) {
    if (c.sale().authorized().currency() != s.order().currency()) {
      return new Rejected(CURRENCY_DIFFERS);
    }
    var before = charge(s, c);
    if (before != null && before.sale().isPresent()) {
      return before.sale().get().equals(c.sale())
          ? new AlreadyDone(s)
          : new Rejected(PAYMENT_CHARGED_WITH_DIFFERENT_CONTENTS);
    }
    if (before != null && before.means() instanceof Cash) {
      return new Rejected(PAYMENT_CHARGED_WITH_DIFFERENT_CONTENTS);
    }
    var ids = c.ids();
    var pending = new ChargeState.Pending(c.captureBy());
    var charge = approved(before, ids, c.sale(), pending, c.at());
    var next = known(s, c, new Charged(charge), TerminalStatus.APPROVED);
    return LateMoney.approved(
        next,
        before,
        charge,
        new LateMoney.Told(
            ids.undo(),
            c.at(),
            late -> List.of(new OrderEvent.ChargePending(late, c.captureBy()))));
  }

  private static Decision captured(Placed s, RecordPaymentCaptured c) {
    var captured = c.capture().amount();
    if (captured.currency() != s.order().currency()) {
      return new Rejected(CURRENCY_DIFFERS);
    }
    if (!captured.isPositive() || c.capture().inAll().compareTo(c.sale().authorized()) > 0) {
      return new Rejected(AMOUNTS_DO_NOT_ADD_UP);
    }
    var before = charge(s, c);
    if (before != null && !(before.means() instanceof CardAsk)) {
      return ChargeMachine.captured(s, before, c);
    }
    if (!c.capture().isFinal()) {
      // More can follow only of what was held, and that is told first.
      return new Rejected(PAYMENT_NOT_CHARGED);
    }
    var ids = c.ids();
    var none = Money.zero(captured.currency());
    var paid = new ChargeState.Paid(c.capture().inAll(), none, c.capture().at());
    var charge = approved(before, ids, c.sale(), paid, c.at());
    var next = known(s, c, new Charged(charge), TerminalStatus.APPROVED);
    return LateMoney.approved(
        next,
        before,
        charge,
        new LateMoney.Told(ids.undo(), c.at(), ChargeMachine.paid(next, captured)));
  }

  /** The charge that was asked for over the API, or a new one. */
  private static Charge approved(
      @Nullable Charge before, OrderCommand.NewIds ids, Sale sale, ChargeState state, Instant at) {
    return before != null && before.means() instanceof CardAsk ask
        ? before.as(ask.approved(sale), state, at)
        : Charge.of(ids.charge(), ids.transaction(), sale, state, at);
  }

  private static Decision charged(Placed s, OnCharged c) {
    return standing(s, c) instanceof Charged(Charge charge)
        ? ChargeMachine.decide(s, charge, c)
        : new Rejected(PAYMENT_NOT_CHARGED);
  }

  private static @Nullable Charge charge(Placed s, OnPayment c) {
    return standing(s, c) instanceof Charged(Charge charge) ? charge : null;
  }

  private static @Nullable PaymentStanding standing(Placed s, OnPayment c) {
    return s.payments().of(c.payment()).orElse(null);
  }

  private static Placed known(
      Placed s, OnPayment c, PaymentStanding standing, TerminalStatus status) {
    var next = s.with(s.payments().with(c.payment(), standing));
    return next instanceof Open open ? open.with(status) : next;
  }
}

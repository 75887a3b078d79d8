package dev.connectpos.order.domain;

import static dev.connectpos.order.domain.OrderRejection.EXPIRY_OUT_OF_BOUNDS;
import static dev.connectpos.order.domain.OrderRejection.ORDER_ALREADY_CLOSED;
import static dev.connectpos.order.domain.OrderRejection.ORDER_CLOSED_WITH_DIFFERENT_STATUS;
import static dev.connectpos.order.domain.OrderRejection.ORDER_HAS_PAYMENTS;
import static dev.connectpos.order.domain.OrderRejection.ORDER_NOT_DUE;
import static dev.connectpos.order.domain.OrderRejection.ORDER_NOT_FOUND;
import static dev.connectpos.order.domain.OrderRejection.ORDER_NOT_FULLY_PAID;
import static dev.connectpos.order.domain.OrderRejection.ORDER_PLACED_WITH_DIFFERENT_CONTENTS;
import static dev.connectpos.order.domain.OrderRejection.PAYMENT_IN_PROGRESS;
import static dev.connectpos.order.domain.OrderRejection.TERMINAL_NOT_DIRECT;
import static dev.connectpos.order.domain.OrderRejection.TERMINAL_UNKNOWN;
import static dev.connectpos.order.domain.OrderRejection.TOO_MANY_OPEN_ORDERS;

import dev.connectpos.order.domain.Decision.Accepted;
import dev.connectpos.order.domain.Decision.AlreadyDone;
import dev.connectpos.order.domain.Decision.Rejected;
import dev.connectpos.order.domain.OrderCommand.AddCharge;
import dev.connectpos.order.domain.OrderCommand.CancelAtTerminal;
import dev.connectpos.order.domain.OrderCommand.CloseOrder;
import dev.connectpos.order.domain.OrderCommand.ExpireOrder;
import dev.connectpos.order.domain.OrderCommand.OnCharge;
import dev.connectpos.order.domain.OrderCommand.OnPayment;
import dev.connectpos.order.domain.OrderCommand.OnTerminal;
import dev.connectpos.order.domain.OrderCommand.PlaceOrder;
import dev.connectpos.order.domain.OrderCommand.RecordPaymentStarted;
import dev.connectpos.order.domain.OrderCommand.RecordRejected;
import dev.connectpos.order.domain.OrderCommand.RecordShown;
import dev.connectpos.order.domain.OrderCommand.RecordStandaloneSale;
import dev.connectpos.order.domain.OrderCommand.Revision;
import dev.connectpos.order.domain.OrderState.Closed;
import dev.connectpos.order.domain.OrderState.Open;
import dev.connectpos.order.domain.OrderState.Placed;
import dev.connectpos.order.domain.OrderState.Unplaced;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides what becomes of an order.
 *
 * <p>The acquirer is the truth about money: an approval is recorded whatever the order's state, and
 * also when it is more than was owed. The PDV's wishes are checked against that truth. What is said
 * of one payment is decided by {@link PaymentMachine} and {@link ChargeMachine}, what is wished of
 * a charge by {@link ChargeWishes}, {@link TerminalCancellation}, {@link OnlineCharges} and {@link
 * CashCharges}, and of the order's contents by {@link OrderRevision}. One that is paid over the API
 * is closed by {@link Settlement}.
 */
public final class OrderMachine {
  /** Shorter, and no shopper could pay in time. */
  public static final Duration MIN_EXPIRY = Duration.ofSeconds(30);

  public static final Duration MAX_EXPIRY = Duration.ofDays(7);

  private OrderMachine() {}

  private record Pair(OrderState state, OrderCommand command) {}

  /** What the order makes of the command. Pure. */
  public static Decision decide(OrderState state, OrderCommand command) {
    return switch (new Pair(state, command)) {
      case Pair(Unplaced _, PlaceOrder c) -> place(c);
      case Pair(Unplaced _, RecordStandaloneSale c) -> StandaloneSale.decide(c);
      case Pair(Unplaced _, OnPayment _) -> new Rejected(ORDER_NOT_FOUND);
      case Pair(Unplaced _, OnCharge _) -> new Rejected(ORDER_NOT_FOUND);
      case Pair(Unplaced _, AddCharge _) -> new Rejected(ORDER_NOT_FOUND);
      case Pair(Unplaced _, Revision _) -> new Rejected(ORDER_NOT_FOUND);
      case Pair(Unplaced _, CancelAtTerminal _) -> new Rejected(ORDER_NOT_FOUND);
      case Pair(Unplaced _, OnTerminal _) -> new Rejected(ORDER_NOT_FOUND);
      case Pair(Unplaced _, CloseOrder _) -> new Rejected(ORDER_NOT_FOUND);
      case Pair(Unplaced _, ExpireOrder _) -> new Rejected(ORDER_NOT_FOUND);

      case Pair(Open s, PlaceOrder c) -> placeAgain(s, c);
      case Pair(Open s, RecordStandaloneSale c) -> PaymentMachine.decide(s, c.payment());
      case Pair(Open s, OnPayment c) -> Settlement.of(PaymentMachine.decide(s, c), c.at());
      case Pair(Open s, OnCharge c) -> Settlement.of(ChargeWishes.decide(s, c), c.at());
      case Pair(Open s, AddCharge c) -> OnlineCharges.add(s, c);
      case Pair(Open s, Revision c) -> OrderRevision.decide(s, c);
      case Pair(Open s, CancelAtTerminal c) -> TerminalCancellation.decide(s, c);
      case Pair(Open s, OnTerminal c) -> onTerminal(s, c);
      case Pair(Open s, CloseOrder c) -> close(s, c);
      case Pair(Open s, ExpireOrder c) -> expire(s, c);

      case Pair(Closed s, PlaceOrder c) -> placeAgain(s, c);
      case Pair(Closed s, RecordStandaloneSale c) -> PaymentMachine.decide(s, c.payment());
      case Pair(Closed s, OnPayment c) -> PaymentMachine.decide(s, c);
      case Pair(Closed s, OnCharge c) -> ChargeWishes.decide(s, c);
      case Pair(Closed s, AddCharge c) -> addLate(s, c);
      case Pair(Closed _, Revision _) -> new Rejected(ORDER_ALREADY_CLOSED);
      case Pair(Closed s, CancelAtTerminal c) -> TerminalCancellation.decide(s, c);
      case Pair(Closed s, OnTerminal _) -> new AlreadyDone(s);
      case Pair(Closed s, CloseOrder c) -> closeAgain(s, c);
      case Pair(Closed s, ExpireOrder _) -> new AlreadyDone(s);
    };
  }

  private static Decision place(PlaceOrder c) {
    var setup = c.order().terminal().paymentSetup();
    if (c.terminals().contains(TerminalStanding.UNKNOWN)) {
      return new Rejected(TERMINAL_UNKNOWN);
    }
    if (setup != null && c.terminals().contains(TerminalStanding.LISTED)) {
      return new Rejected(TERMINAL_NOT_DIRECT);
    }
    var unserved = unserved(c);
    if (unserved.isPresent()) {
      return new Rejected(unserved.get());
    }
    var expiresAt = c.order().expiresAt();
    if (expiresAt != null && !isWithinBounds(c.order().placedAt(), expiresAt)) {
      return new Rejected(EXPIRY_OUT_OF_BOUNDS);
    }
    if (!c.room()) {
      return new Rejected(TOO_MANY_OPEN_ORDERS);
    }
    var open = new Open(c.order(), Payments.none(), TerminalStatus.QUEUED);
    var at = c.order().placedAt();
    return Settlement.of(OnlineCharges.with(open, c.charges(), at), at);
  }

  private static Optional<OrderRejection> unserved(PlaceOrder c) {
    var setup = c.order().terminal().paymentSetup();
    return Stream.concat(
            Stream.ofNullable(setup).map(c.services()::refusal),
            c.charges().stream().map(c.services()::refusal))
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  private static Decision addLate(Closed s, AddCharge c) {
    return s.payments().charge(c.charge().id()).isPresent()
        ? new AlreadyDone(s)
        : new Rejected(ORDER_ALREADY_CLOSED);
  }

  private static boolean isWithinBounds(Instant placedAt, Instant expiresAt) {
    return !expiresAt.isBefore(placedAt.plus(MIN_EXPIRY))
        && !expiresAt.isAfter(placedAt.plus(MAX_EXPIRY));
  }

  private static Decision placeAgain(Placed s, PlaceOrder c) {
    return s.order().equals(c.order())
        ? new AlreadyDone(s)
        : new Rejected(ORDER_PLACED_WITH_DIFFERENT_CONTENTS);
  }

  /** Terminals tell in their own stream, beside the acquirer's: what is known of money wins. */
  private static Decision onTerminal(Open s, OnTerminal c) {
    var status = s.onTerminal();
    var next =
        switch (c) {
          case RecordShown _ ->
              status == TerminalStatus.QUEUED
                      || status == TerminalStatus.REJECTED
                      || s.isLastPaymentCanceled()
                  ? TerminalStatus.SHOWN
                  : status;
          case RecordPaymentStarted(var payment) ->
              s.payments().of(payment).isEmpty() ? TerminalStatus.AUTHORIZING : status;
          case RecordRejected _ ->
              s.payments().inProgress()
                      || (status == TerminalStatus.APPROVED && !s.isLastPaymentCanceled())
                  ? status
                  : TerminalStatus.REJECTED;
        };
    if (next == status) {
      return new AlreadyDone(s);
    }
    // The red key is an outcome, for which the PDV waits; the rest is on the way to one.
    return next == TerminalStatus.REJECTED
        ? new Accepted(s.with(next), new OrderEvent.OrderUpdated())
        : new Accepted(s.with(next));
  }

  private static Decision close(Open s, CloseOrder c) {
    if (s.payments().inProgress()) {
      return new Rejected(PAYMENT_IN_PROGRESS);
    }
    switch (c.as()) {
      case PAID -> {
        if (!s.isCovered()) {
          return new Rejected(ORDER_NOT_FULLY_PAID);
        }
      }
      case CANCELED, FAILED -> {
        if (s.paid().isPositive() || s.held().isPositive()) {
          return new Rejected(ORDER_HAS_PAYMENTS);
        }
      }
    }
    return closed(s, c.as(), CloseCause.REQUESTED, c.at());
  }

  private static Decision closeAgain(Closed s, CloseOrder c) {
    return s.as() == c.as() ? new AlreadyDone(s) : new Rejected(ORDER_CLOSED_WITH_DIFFERENT_STATUS);
  }

  /** What is held may yet be captured: it is waited for like a payment in progress. */
  private static Decision expire(Open s, ExpireOrder c) {
    var expiresAt = s.order().expiresAt();
    if (expiresAt == null || c.at().isBefore(expiresAt)) {
      return new Rejected(ORDER_NOT_DUE);
    }
    if (s.payments().inProgress() || s.held().isPositive()) {
      return new Rejected(PAYMENT_IN_PROGRESS);
    }
    var unpaid = s.paid().isPositive() ? ClosedAs.FAILED : ClosedAs.CANCELED;
    return closed(s, s.isCovered() ? ClosedAs.PAID : unpaid, CloseCause.EXPIRED, c.at());
  }

  private static Accepted closed(Open s, ClosedAs as, CloseCause cause, Instant at) {
    return CashCharges.dropped(
        new Closed(s.order(), s.payments(), as, cause, at),
        List.of(new OrderEvent.OrderClosed(as, cause)));
  }
}

package dev.connectpos.order.domain;

import static dev.connectpos.order.domain.OrderRejection.AMOUNT_ABOVE_WHAT_IS_OWED;
import static dev.connectpos.order.domain.OrderRejection.CARD_NOT_SAVED;
import static dev.connectpos.order.domain.OrderRejection.CHARGE_HAS_NOT_FAILED;
import static dev.connectpos.order.domain.OrderRejection.CHARGE_IS_CASH;
import static dev.connectpos.order.domain.OrderRejection.CURRENCY_DIFFERS;
import static dev.connectpos.order.domain.OrderRejection.ORDER_ALREADY_CLOSED;
import static dev.connectpos.order.domain.OrderRejection.ORDER_PAID_ON_TERMINALS;

import dev.connectpos.money.Money;
import dev.connectpos.order.domain.Decision.Accepted;
import dev.connectpos.order.domain.Decision.AlreadyDone;
import dev.connectpos.order.domain.Decision.Rejected;
import dev.connectpos.order.domain.OrderCommand.AddCharge;
import dev.connectpos.order.domain.OrderCommand.TryChargeAgain;
import dev.connectpos.order.domain.OrderState.Open;
import dev.connectpos.order.domain.OrderState.Placed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Charges that the PDV adds over the API, and tries again. */
final class OnlineCharges {
  private OnlineCharges() {}

  /** The order that was placed, with the charges it is to be paid with. */
  static Accepted with(Open s, List<NewCharge> charges, Instant at) {
    Placed next = s;
    var events = new ArrayList<OrderEvent>();
    events.add(new OrderEvent.OrderPlaced(s.order()));
    var asks = new ArrayList<ChargeAsk>();
    for (NewCharge charge : charges) {
      var added = added(next, charge, at);
      next = added.next();
      events.addAll(added.events());
      asks.addAll(added.asks());
    }
    return new Accepted(next, events, asks);
  }

  static Decision add(Open s, AddCharge c) {
    var before = s.payments().charge(c.charge().id());
    if (before.isPresent()) {
      return before.get().payment().equals(c.charge().asked().means().payment())
          ? new AlreadyDone(s)
          : new Rejected(CHARGE_HAS_NOT_FAILED);
    }
    var unserved = c.services().refusal(c.charge());
    if (unserved.isPresent()) {
      return new Rejected(unserved.get());
    }
    switch (s.order().channel()) {
      case TERMINAL, STANDALONE, SETUP_CHECK -> {
        return new Rejected(ORDER_PAID_ON_TERMINALS);
      }
      case SETTLING -> {
        return new Rejected(ORDER_ALREADY_CLOSED);
      }
      case CHARGES -> {
        // It takes charges.
      }
    }
    if (c.charge().amount().currency() != s.order().currency()) {
      return new Rejected(CURRENCY_DIFFERS);
    }
    return isOwed(s, c.charge().amount())
        ? added(s, c.charge(), c.at())
        : new Rejected(AMOUNT_ABOVE_WHAT_IS_OWED);
  }

  /** The failed payment stays declined for good; the charge is the new one's. */
  static Decision again(Placed s, Charge charge, TryChargeAgain c) {
    var ask = c.card().means();
    if (charge.payment().equals(ask.payment())) {
      return new AlreadyDone(s);
    }
    if (charge.means() instanceof Cash) {
      return new Rejected(CHARGE_IS_CASH);
    }
    if (!(charge.state() instanceof ChargeState.Failed failed)) {
      return new Rejected(CHARGE_HAS_NOT_FAILED);
    }
    if (!(charge.means() instanceof CardAsk before) || before.terms().card().id() == null) {
      return new Rejected(CARD_NOT_SAVED);
    }
    if (!(s instanceof Open open)) {
      return new Rejected(ORDER_ALREADY_CLOSED);
    }
    if (!isOwed(open, ask.amount())) {
      return new Rejected(AMOUNT_ABOVE_WHAT_IS_OWED);
    }
    var again = charge.again(c.transaction(), ask, failed, c.at());
    var payments =
        s.payments()
            .with(charge.payment(), over(failed))
            .with(ask.payment(), new PaymentStanding.Charged(again));
    return new Accepted(
        s.with(payments),
        List.of(new OrderEvent.ChargeUpdated(again)),
        List.of(new ChargeAsk.AuthorizeOnline(ask, c.card().reference())));
  }

  private static boolean isOwed(Open s, Money amount) {
    return s.order().overpaymentAllowed() || amount.compareTo(s.owed()) <= 0;
  }

  private static PaymentStanding over(ChargeState.Failed failed) {
    return switch (failed.failure()) {
      case Failure.Declined(var code, var message, _) ->
          new PaymentStanding.Declined(code, message);
      case Failure.Undone _ -> new PaymentStanding.Reversed();
    };
  }

  private static Accepted added(Placed s, NewCharge added, Instant at) {
    return switch (added.asked()) {
      case NewCharge.ByCard(var ask, var reference) -> {
        var charge = Charge.of(added, new ChargeState.Processing(false), at);
        yield new Accepted(
            placed(s, charge),
            List.of(new OrderEvent.ChargeCreated(charge)),
            List.of(new ChargeAsk.AuthorizeOnline(ask, reference)));
      }
      case NewCharge.ByCash(_, boolean confirmed) when confirmed -> {
        var charge = Charge.of(added, CashCharges.paid(added.amount(), at), at);
        var next = placed(s, charge);
        var events = new ArrayList<OrderEvent>();
        events.add(new OrderEvent.ChargeCreated(charge));
        events.addAll(ChargeMachine.paid(next, charge.amount()).apply(charge));
        yield new Accepted(next, events, List.of());
      }
      case NewCharge.ByCash _ -> {
        var charge = Charge.of(added, new ChargeState.Unconfirmed(), at);
        yield new Accepted(placed(s, charge), new OrderEvent.ChargeCreated(charge));
      }
    };
  }

  private static Placed placed(Placed s, Charge charge) {
    return s.with(s.payments().with(charge.payment(), new PaymentStanding.Charged(charge)));
  }
}

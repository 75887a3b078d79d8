package dev.connectpos.order.application;

import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.ChargeId;
import dev.connectpos.order.domain.Customer;
import dev.connectpos.order.domain.LateMoney;
import dev.connectpos.order.domain.OrderCommand;
import dev.connectpos.order.domain.OrderEvent;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.OrderState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** What handling an order needs at hand: the stores, the places for open orders, the counters. */
@ApplicationScoped
class OrderDesk {
  private static final Logger LOG = Logger.getLogger(OrderDesk.class);

  private final OrderStore orders;
  private final AccountStore accounts;
  private final TerminalStore terminals;
  private final OrderMeter meter;
  private final OrderLimits limits;
  private final ListStore lists;
  private final Customers customers;

  OrderDesk(
      OrderStore orders,
      AccountStore accounts,
      TerminalStore terminals,
      OrderMeter meter,
      OrderLimits limits,
      ListStore lists,
      Customers customers) {
    this.orders = orders;
    this.accounts = accounts;
    this.terminals = terminals;
    this.meter = meter;
    this.limits = limits;
    this.lists = lists;
    this.customers = customers;
  }

  OrderStore orders() {
    return orders;
  }

  /** The order that has the charge, locked, if it is of an account that may be. */
  Optional<KeptOrder> lock(ChargeId charge, Predicate<AccountId> mayBeOf) {
    return orders
        .orderOf(charge)
        .flatMap(orders::lock)
        .filter(kept -> mayBeOf.test(kept.state().order().account()));
  }

  TerminalStore terminals() {
    return terminals;
  }

  /** Who an order is for; empty if the account has no such customer. */
  Optional<Customer> customer(AccountId account, CustomerDraft draft) {
    return customers.of(account, draft);
  }

  /** Keeps which order the call's key created, for whoever asks by the key (O8). */
  void created(AccountId account, OrderId order, IdempotentCall call) {
    var key = call.keySha256();
    if (key != null) {
      lists.created(account, key, order);
    }
  }

  boolean takePlace(AccountId account) {
    return accounts.takePlace(account, limits.maxOpenOrders());
  }

  void givePlaceBack(AccountId account) {
    accounts.givePlaceBack(account);
  }

  /** An order that keeps no money has some that does not go back by itself: an alarm. */
  void noteRefusal(OrderState.Placed order, OrderCommand.RecordCancelRefused refused) {
    if (LateMoney.isLeft(order, refused.payment())) {
      LOG.errorf(
          "order %s keeps no money, and payment %s is not given back: %s, %s; retry its"
              + " cancellation (docs/adr/0016)",
          order.order().id(),
          refused.payment(),
          refused.refusal().by(),
          refused.refusal().returnCode());
      meter.undoRefused();
    }
  }

  /** Of a sale that is on no order here, a cancellation was refused. */
  void noteUnplaced(CancellationNews news) {
    LOG.warnf(
        "terminal %s asks to cancel payment %s of order %s, which account %s does not have",
        news.serialNumber(), news.payment(), news.order(), news.account());
    meter.terminalRefused();
  }

  void count(OrderEvent event) {
    switch (event) {
      case OrderEvent.OrderPlaced _, OrderEvent.StandaloneSold _ -> meter.placed();
      case OrderEvent.OrderPaymentFailed _, OrderEvent.ChargeFailed _ -> meter.paymentFailed();
      case OrderEvent.OrderClosed(var as, _) -> meter.closed(as);
      case OrderEvent.ChargePaid(_, var excess) -> {
        meter.chargePaid();
        if (excess.isPositive()) {
          meter.overpaid();
        }
      }
      case OrderEvent.ChargePartiallyCanceled _, OrderEvent.ChargeRefunded _ -> meter.canceled();
      case OrderEvent.ChargeExpired _ -> meter.chargeExpired();
      case OrderEvent.CancellationRefused _ -> meter.terminalRefused();
      case OrderEvent.OrderUpdated _,
          OrderEvent.ChargeCreated _,
          OrderEvent.ChargeProcessing _,
          OrderEvent.ChargePending _,
          OrderEvent.ChargeUnderpaid _,
          OrderEvent.ChargeOverpaid _,
          OrderEvent.ChargeUpdated _ -> {
        // Nothing an operator would look at.
      }
    }
  }
}

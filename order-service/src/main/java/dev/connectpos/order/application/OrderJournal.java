package dev.connectpos.order.application;

import dev.connectpos.order.domain.Decision.Accepted;
import dev.connectpos.order.domain.OrderEvent;
import dev.connectpos.order.domain.OrderState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes down what an order decided, all of it in the caller's transaction: the order, what others
 * hear of it, and what the acquirer is asked.
 */
@ApplicationScoped
class OrderJournal {
  private final OrderDesk desk;
  private final OrderEvents events;
  private final ChargeCommands commands;
  private final Resources resources;
  private final DueAlarm alarm;
  private final Ids ids;
  private final Clock clock;

  OrderJournal(
      OrderDesk desk,
      OrderEvents events,
      ChargeCommands commands,
      Resources resources,
      DueAlarm alarm,
      Ids ids,
      Clock clock) {
    this.desk = desk;
    this.events = events;
    this.commands = commands;
    this.resources = resources;
    this.alarm = alarm;
    this.ids = ids;
    this.clock = clock;
  }

  /** An order that is new. */
  void open(Accepted accepted, Origin origin) {
    var now = new KeptOrder(accepted.next(), 0, Map.of());
    desk.orders().insert(after(now, accepted));
    alarm.set(accepted.next());
    publish(0, accepted, origin);
    command(now, accepted, origin);
  }

  /** An order that a payment made, as the acquirer tells of it. */
  void openSold(Accepted accepted, PaymentNews news) {
    var order = accepted.next();
    var kept =
        new KeptOrder(order, accepted.events().size(), Map.of())
            .hearing(news.payment(), news.version());
    desk.orders().insert(kept);
    publish(0, accepted, news.origin());
  }

  /**
   * What became of an order that is locked.
   *
   * @param before as it was read
   * @param now the same, with what was heard meanwhile
   */
  void record(KeptOrder before, KeptOrder now, Accepted accepted, Origin origin) {
    var after = after(now, accepted);
    var order = after.state().order();
    desk.orders().save(before, after);
    if (before.state() instanceof OrderState.Open
        && after.state() instanceof OrderState.Closed
        && order.channel().waitsOnTerminals()) {
      desk.givePlaceBack(order.account());
    }
    alarm.set(accepted.next());
    publish(before.streamVersion(), accepted, origin);
    command(now, accepted, origin);
  }

  private static KeptOrder after(KeptOrder now, Accepted accepted) {
    var after = now.next(accepted.next(), accepted.events().size());
    for (var ask : accepted.asks()) {
      after = after.commanding(ask.payment());
    }
    return after;
  }

  private void command(KeptOrder now, Accepted accepted, Origin origin) {
    var at = now;
    for (var ask : accepted.asks()) {
      at = at.commanding(ask.payment());
      long version = at.cursor(ask.payment()).commands();
      commands.give(
          new ChargeCommands.Command(
              ids.event(), ask, accepted.next().order(), version, clock.instant(), origin));
    }
  }

  private void publish(long lastVersion, Accepted accepted, Origin origin) {
    Instant at = clock.instant();
    var order = accepted.next();
    List<OrderEvents.Fact> facts = new ArrayList<>();
    for (OrderEvent event : accepted.events()) {
      long version = lastVersion + facts.size() + 1;
      var json = resource(order, event);
      facts.add(new OrderEvents.Fact(ids.event(), event, order, version, at, json, origin));
      desk.count(event);
    }
    if (!facts.isEmpty()) {
      events.publish(facts);
    }
  }

  private String resource(OrderState.Placed order, OrderEvent event) {
    return switch (event) {
      case OrderEvent.OrderPlaced _ -> resources.order(order);
      case OrderEvent.StandaloneSold _ -> resources.order(order);
      case OrderEvent.OrderUpdated _ -> resources.order(order);
      case OrderEvent.OrderPaymentFailed _ -> resources.order(order);
      case OrderEvent.OrderClosed _ -> resources.order(order);
      // Nobody is shown anything: the terminal is told.
      case OrderEvent.CancellationRefused _ -> "";
      case OrderEvent.OnCharge on -> resources.charge(order, on.charge());
    };
  }
}

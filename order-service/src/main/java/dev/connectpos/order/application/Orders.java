package dev.connectpos.order.application;

import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.Charge;
import dev.connectpos.order.domain.ChargeId;
import dev.connectpos.order.domain.ClosedAs;
import dev.connectpos.order.domain.Customer;
import dev.connectpos.order.domain.Decision.Accepted;
import dev.connectpos.order.domain.Decision.AlreadyDone;
import dev.connectpos.order.domain.Decision.Rejected;
import dev.connectpos.order.domain.OrderCommand;
import dev.connectpos.order.domain.OrderEvent;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.OrderItem;
import dev.connectpos.order.domain.OrderMachine;
import dev.connectpos.order.domain.OrderRejection;
import dev.connectpos.order.domain.OrderState;
import dev.connectpos.order.domain.PlacedOrder;
import dev.connectpos.outbox.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that happens to orders. One command, one transaction: lock, drop what was heard
 * before, decide, save, publish.
 */
@ApplicationScoped
public class Orders {
  private final OrderDesk desk;
  private final Idempotency idempotency;
  private final OrderEvents events;
  private final Resources resources;
  private final Ids ids;
  private final Clock clock;

  Orders(
      OrderDesk desk,
      Idempotency idempotency,
      OrderEvents events,
      Resources resources,
      Ids ids,
      Clock clock) {
    this.desk = desk;
    this.idempotency = idempotency;
    this.events = events;
    this.resources = resources;
    this.ids = ids;
    this.clock = clock;
  }

  /** Places an order (O1, O2). */
  @Transactional
  public Reply place(Account account, OrderDraft draft, CallContext context) {
    return idempotency.once(context.call(), () -> placed(account, draft, context));
  }

  /** Closes an order (O5). */
  @Transactional
  public Reply close(Account account, OrderId id, ClosedAs as, CallContext context) {
    return idempotency.once(context.call(), () -> close(account, id, as, context.origin()));
  }

  /** The order as the API shows it, if the account has it. */
  @Transactional
  public Optional<String> find(AccountId account, OrderId id) {
    return desk.orders().find(account, id).map(order -> resources.order(order.state()));
  }

  /** The charge as the API shows it, if the account has it. */
  @Transactional
  public Optional<String> find(AccountId account, ChargeId id) {
    return desk.orders()
        .find(account, id)
        .map(order -> resources.charge(order.state(), charge(order, id)));
  }

  /**
   * Takes in what the acquirer says of a payment.
   *
   * @throws OrderRefusedException if it cannot be true of the order
   */
  @Transactional
  public Verdict hear(PaymentNews news) {
    var found = desk.orders().lock(news.order());
    if (found.isEmpty()) {
      throw new OrderRefusedException(news, OrderRejection.ORDER_NOT_FOUND);
    }
    var kept = found.get();
    var verdict = Verdict.of(kept.lastHeard(news.payment()), news.version());
    if (verdict != Verdict.APPLIED) {
      return verdict;
    }
    var listening = kept.hearing(news.payment(), news.version());
    switch (OrderMachine.decide(kept.state(), news.command())) {
      case Accepted accepted -> {
        desk.orders().save(kept, listening.next(accepted.next(), accepted.events().size()));
        publish(kept.streamVersion(), accepted, news.origin());
      }
      case AlreadyDone _ -> desk.orders().save(kept, listening);
      case Rejected(var reason) -> throw new OrderRefusedException(news, reason);
    }
    return verdict;
  }

  private Reply placed(Account account, OrderDraft draft, CallContext context) {
    var order = placed(account.id(), draft);
    var command =
        new OrderCommand.PlaceOrder(
            order,
            desk.terminals().standing(account.id(), order.terminal().serialNumber()),
            desk.takePlace(account.id()));
    return switch (OrderMachine.decide(new OrderState.Unplaced(), command)) {
      case Accepted accepted -> {
        desk.orders().insert(new KeptOrder(accepted.next(), accepted.events().size(), Map.of()));
        desk.created(account.id(), order.id(), context.call());
        publish(0, accepted, context.origin());
        yield new Reply.Done(resources.order(accepted.next()), false);
      }
      case AlreadyDone(var state) -> new Reply.Done(resources.order(state), false);
      case Rejected(var reason) -> new Reply.Refused(reason);
    };
  }

  private Reply close(Account account, OrderId id, ClosedAs as, Origin origin) {
    var kept =
        desk.orders()
            .lock(id)
            .filter(order -> order.state().order().account().equals(account.id()));
    if (kept.isEmpty()) {
      return new Reply.Refused(OrderRejection.ORDER_NOT_FOUND);
    }
    var before = kept.get();
    var command = new OrderCommand.CloseOrder(as, clock.instant());
    return switch (OrderMachine.decide(before.state(), command)) {
      case Accepted accepted -> {
        desk.orders().save(before, before.next(accepted.next(), accepted.events().size()));
        desk.givePlaceBack(account.id());
        publish(before.streamVersion(), accepted, origin);
        yield new Reply.Done(resources.order(accepted.next()), false);
      }
      case AlreadyDone(var state) -> new Reply.Done(resources.order(state), false);
      case Rejected(var reason) -> new Reply.Refused(reason);
    };
  }

  private PlacedOrder placed(AccountId account, OrderDraft draft) {
    var code = draft.code();
    return new PlacedOrder(
        ids.order(),
        account,
        code == null ? ids.orderCode() : code,
        new Customer(ids.customer(), draft.customerName(), draft.customerEmail()),
        draft.items().stream().map(this::item).toList(),
        draft.terminal(),
        draft.metadata(),
        clock.instant());
  }

  private OrderItem item(OrderDraft.Item item) {
    return new OrderItem(
        ids.item(), item.description(), item.unitPrice(), item.quantity(), item.code());
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
      case OrderEvent.OrderPaymentFailed _ -> resources.order(order);
      case OrderEvent.OrderClosed _ -> resources.order(order);
      case OrderEvent.ChargePaid(var charge, _) -> resources.charge(order, charge);
    };
  }

  private static Charge charge(KeptOrder order, ChargeId id) {
    return order.state().payments().charges().stream()
        .filter(charge -> charge.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("charge " + id + " is not in its order"));
  }
}

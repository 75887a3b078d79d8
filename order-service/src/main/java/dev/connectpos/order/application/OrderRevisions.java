package dev.connectpos.order.application;

import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.Decision.Accepted;
import dev.connectpos.order.domain.Decision.AlreadyDone;
import dev.connectpos.order.domain.Decision.Rejected;
import dev.connectpos.order.domain.ItemId;
import dev.connectpos.order.domain.OrderCommand;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.OrderItem;
import dev.connectpos.order.domain.OrderMachine;
import dev.connectpos.order.domain.OrderRejection;
import dev.connectpos.order.domain.OrderState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiFunction;

/** The PDV changes what it ordered. */
@ApplicationScoped
public class OrderRevisions {
  private final OrderDesk desk;
  private final OrderJournal journal;
  private final Idempotency idempotency;
  private final Resources resources;
  private final Ids ids;
  private final Clock clock;

  OrderRevisions(
      OrderDesk desk,
      OrderJournal journal,
      Idempotency idempotency,
      Resources resources,
      Ids ids,
      Clock clock) {
    this.desk = desk;
    this.journal = journal;
    this.idempotency = idempotency;
    this.resources = resources;
    this.ids = ids;
    this.clock = clock;
  }

  /** The item as the API shows it, if the account has it. */
  @Transactional
  public Reply find(AccountId account, OrderId id, ItemId item) {
    var order = desk.orders().find(account, id);
    if (order.isEmpty()) {
      return new Reply.Refused(OrderRejection.ORDER_NOT_FOUND);
    }
    return item(order.get().state(), item)
        .<Reply>map(found -> new Reply.Done(resources.item(found), false))
        .orElse(new Reply.Refused(OrderRejection.ITEM_NOT_FOUND));
  }

  /** One line more; answers the line. */
  @Transactional
  public Reply add(Account account, OrderId id, OrderDraft.Item draft, CallContext context) {
    var item = ids.item();
    return revise(
        new Target(account, id, context),
        (_, at) -> new OrderCommand.AddItem(item(item, draft, at, at), at),
        (_, after) -> shown(after, item));
  }

  /** Another line in the place of one; answers the line. */
  @Transactional
  public Reply replace(
      Account account, OrderId id, ItemId item, OrderDraft.Item draft, CallContext context) {
    return revise(
        new Target(account, id, context),
        (before, at) -> {
          var createdAt = item(before, item).map(OrderItem::createdAt).orElse(at);
          return new OrderCommand.ReplaceItem(item(item, draft, createdAt, at), at);
        },
        (_, after) -> shown(after, item));
  }

  /** One line less; answers the line that is gone. */
  @Transactional
  public Reply remove(Account account, OrderId id, ItemId item, CallContext context) {
    return revise(
        new Target(account, id, context),
        (_, at) -> new OrderCommand.RemoveItem(item, at),
        (before, _) -> shown(before, item));
  }

  /** No lines; answers the order. */
  @Transactional
  public Reply removeAll(Account account, OrderId id, CallContext context) {
    return revise(
        new Target(account, id, context),
        (_, at) -> new OrderCommand.RemoveAllItems(at),
        (_, after) -> resources.order(after));
  }

  /** Other notes; answers the order. */
  @Transactional
  public Reply revise(
      Account account, OrderId id, SortedMap<String, String> metadata, CallContext context) {
    return revise(
        new Target(account, id, context),
        (_, at) -> new OrderCommand.ReviseMetadata(metadata, at),
        (_, after) -> resources.order(after));
  }

  private record Target(Account account, OrderId order, CallContext context) {}

  /**
   * @param wish the command, from the order as it is and the time
   * @param answer the resource, from the order before and after
   */
  private Reply revise(
      Target target,
      BiFunction<OrderState.Placed, Instant, OrderCommand.Revision> wish,
      BiFunction<OrderState.Placed, OrderState.Placed, String> answer) {
    return idempotency.once(
        target.context().call(),
        () -> {
          var found =
              desk.orders()
                  .lock(target.order())
                  .filter(k -> k.state().order().account().equals(target.account().id()));
          if (found.isEmpty()) {
            return new Reply.Refused(OrderRejection.ORDER_NOT_FOUND);
          }
          var kept = found.get();
          var before = kept.state();
          return switch (OrderMachine.decide(before, wish.apply(before, clock.instant()))) {
            case Accepted accepted when isTooSmall(target.account(), before, accepted.next()) ->
                new Reply.BelowMinimum(target.account().settings().minimumMinor());
            case Accepted accepted -> {
              journal.record(kept, kept, accepted, target.context().origin());
              yield new Reply.Done(answer.apply(before, accepted.next()), false);
            }
            case AlreadyDone(var same) -> new Reply.Done(answer.apply(before, same), false);
            case Rejected(var reason) -> new Reply.Refused(reason);
          };
        });
  }

  /** An order that was too small before its account's minimum rose may be noted on all the same. */
  private static boolean isTooSmall(
      Account account, OrderState.Placed before, OrderState.Placed after) {
    var amount = after.order().amount();
    return !amount.equals(before.order().amount()) && account.settings().refuses(amount);
  }

  private String shown(OrderState.Placed order, ItemId id) {
    return item(order, id)
        .map(resources::item)
        .orElseThrow(() -> new IllegalStateException("item " + id + " was there"));
  }

  private static Optional<OrderItem> item(OrderState.Placed order, ItemId id) {
    return order.order().items().stream().filter(item -> item.id().equals(id)).findFirst();
  }

  private static OrderItem item(
      ItemId id, OrderDraft.Item draft, Instant createdAt, Instant updatedAt) {
    return new OrderItem(
        id,
        draft.description(),
        draft.unitPrice(),
        draft.quantity(),
        draft.code(),
        draft.category(),
        createdAt,
        updatedAt);
  }
}

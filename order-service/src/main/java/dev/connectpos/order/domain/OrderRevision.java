package dev.connectpos.order.domain;

import static dev.connectpos.order.domain.OrderRejection.AMOUNT_BELOW_PAID;
import static dev.connectpos.order.domain.OrderRejection.ITEM_NOT_FOUND;
import static dev.connectpos.order.domain.OrderRejection.LAST_ITEM;
import static dev.connectpos.order.domain.OrderRejection.ORDER_ALREADY_CLOSED;
import static dev.connectpos.order.domain.OrderRejection.ORDER_TOO_LARGE;
import static dev.connectpos.order.domain.OrderRejection.PAYMENT_IN_PROGRESS;

import dev.connectpos.money.Money;
import dev.connectpos.order.domain.Decision.Accepted;
import dev.connectpos.order.domain.Decision.AlreadyDone;
import dev.connectpos.order.domain.Decision.Rejected;
import dev.connectpos.order.domain.OrderCommand.AddItem;
import dev.connectpos.order.domain.OrderCommand.RemoveAllItems;
import dev.connectpos.order.domain.OrderCommand.RemoveItem;
import dev.connectpos.order.domain.OrderCommand.ReplaceItem;
import dev.connectpos.order.domain.OrderCommand.ReviseMetadata;
import dev.connectpos.order.domain.OrderCommand.Revision;
import dev.connectpos.order.domain.OrderState.Open;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The PDV changes what it ordered: only while no payment is in progress, whose amount would be
 * another then, and never to less than is paid or held.
 */
final class OrderRevision {
  private OrderRevision() {}

  static Decision decide(Open s, Revision command) {
    if (s.order().channel() == OrderChannel.SETTLING) {
      return new Rejected(ORDER_ALREADY_CLOSED);
    }
    if (s.payments().inProgress()) {
      return new Rejected(PAYMENT_IN_PROGRESS);
    }
    return switch (command) {
      case AddItem c -> add(s, c);
      case ReplaceItem c -> replace(s, c);
      case RemoveItem c -> remove(s, c);
      case RemoveAllItems c ->
          s.order().items().isEmpty() ? new AlreadyDone(s) : revised(s, List.of(), c);
      case ReviseMetadata c ->
          s.order().metadata().equals(c.metadata())
              ? new AlreadyDone(s)
              : updated(s.with(s.order().with(c.metadata(), c.at())));
    };
  }

  private static Decision add(Open s, AddItem c) {
    if (s.order().items().contains(c.item())) {
      return new AlreadyDone(s);
    }
    var items = new ArrayList<>(s.order().items());
    items.add(c.item());
    return revised(s, items, c);
  }

  private static Decision replace(Open s, ReplaceItem c) {
    var before = item(s, c.item().id());
    if (before.isEmpty()) {
      return new Rejected(ITEM_NOT_FOUND);
    }
    var items = new ArrayList<>(s.order().items());
    items.set(items.indexOf(before.get()), c.item());
    return before.get().equals(c.item()) ? new AlreadyDone(s) : revised(s, items, c);
  }

  private static Decision remove(Open s, RemoveItem c) {
    var before = item(s, c.item());
    if (before.isEmpty()) {
      return new Rejected(ITEM_NOT_FOUND);
    }
    if (s.order().items().size() == 1) {
      return new Rejected(LAST_ITEM);
    }
    var items = new ArrayList<>(s.order().items());
    items.remove(before.get());
    return revised(s, items, c);
  }

  private static Decision revised(Open s, List<OrderItem> items, Revision c) {
    if (items.size() > PlacedOrder.MAX_ITEMS || sum(items) > PlacedOrder.MAX_AMOUNT) {
      return new Rejected(ORDER_TOO_LARGE);
    }
    var next = s.with(s.order().with(items, c.at()));
    var spokenFor = s.paid().plus(s.held()).plus(s.payments().awaited(s.order().currency()));
    return next.order().amount().compareTo(spokenFor) < 0
        ? new Rejected(AMOUNT_BELOW_PAID)
        : updated(next);
  }

  /** Without overflow: it stops where the order is too large anyway. */
  private static long sum(List<OrderItem> items) {
    long sum = 0;
    for (OrderItem item : items) {
      Money total = item.total();
      sum = Math.min(PlacedOrder.MAX_AMOUNT + 1, sum + total.minor());
    }
    return sum;
  }

  private static Accepted updated(Open next) {
    return new Accepted(next, new OrderEvent.OrderUpdated());
  }

  private static Optional<OrderItem> item(Open s, ItemId id) {
    return s.order().items().stream().filter(item -> item.id().equals(id)).findFirst();
  }
}

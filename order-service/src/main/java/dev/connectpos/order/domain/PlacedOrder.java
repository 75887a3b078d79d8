package dev.connectpos.order.domain;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * What the PDV ordered; never changes after it was placed.
 *
 * @param code the PDV's own reference, up to 52 characters
 * @param items at least one
 * @param metadata the PDV's own, sorted so that every rendering is the same
 */
public record PlacedOrder(
    OrderId id,
    AccountId account,
    String code,
    Customer customer,
    List<OrderItem> items,
    TerminalSettings terminal,
    SortedMap<String, String> metadata,
    Instant placedAt) {

  public PlacedOrder {
    if (items.isEmpty()) {
      throw new IllegalArgumentException("an order has at least one item");
    }
    items = List.copyOf(items);
  }

  /**
   * What is to be paid: the sum of the items.
   *
   * @throws ArithmeticException on overflow
   */
  public Money amount() {
    return items.stream().map(OrderItem::total).reduce(Money.zero(currency()), Money::plus);
  }

  /** The one currency of all items. */
  public Currency currency() {
    return items.getFirst().unitPrice().currency();
  }
}

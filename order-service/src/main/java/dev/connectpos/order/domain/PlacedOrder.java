package dev.connectpos.order.domain;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the PDV ordered.
 *
 * @param code the PDV's own reference, up to 52 characters
 * @param items none only after the PDV deleted all of them: then nothing is to be paid
 * @param channel how it comes by its payments
 * @param terminal of nobody's concern unless it is paid on terminals
 * @param metadata the PDV's own, sorted so that every rendering is the same
 * @param overpaymentAllowed whether payments may exceed the amount (O7), as the account had it
 * @param expiresAt when it closes by itself (O6); null: never
 * @param revisedAt when the PDV changed any of this last; at first {@code placedAt}
 */
public record PlacedOrder(
    OrderId id,
    AccountId account,
    String code,
    Customer customer,
    Currency currency,
    List<OrderItem> items,
    OrderChannel channel,
    TerminalSettings terminal,
    SortedMap<String, String> metadata,
    boolean overpaymentAllowed,
    Instant placedAt,
    @Nullable Instant expiresAt,
    Instant revisedAt) {

  /** The incumbent's official SDKs hold amounts in 32 bits; R$ 21,474,836.47. */
  public static final long MAX_AMOUNT = Integer.MAX_VALUE;

  public static final int MAX_ITEMS = 200;

  public PlacedOrder {
    items = List.copyOf(items);
  }

  /**
   * What is to be paid: the sum of the items.
   *
   * @throws ArithmeticException on overflow
   */
  public Money amount() {
    return items.stream().map(OrderItem::total).reduce(Money.zero(currency), Money::plus);
  }

  /** The same with other items. */
  public PlacedOrder with(List<OrderItem> others, Instant at) {
    return new PlacedOrder(
        id,
        account,
        code,
        customer,
        currency,
        others,
        channel,
        terminal,
        metadata,
        overpaymentAllowed,
        placedAt,
        expiresAt,
        at);
  }

  /** The same with other metadata. */
  public PlacedOrder with(SortedMap<String, String> others, Instant at) {
    return new PlacedOrder(
        id,
        account,
        code,
        customer,
        currency,
        items,
        channel,
        terminal,
        others,
        overpaymentAllowed,
        placedAt,
        expiresAt,
        at);
  }

  /** The same under another reference. */
  public PlacedOrder with(String other, Instant at) {
    return new PlacedOrder(
        id,
        account,
        other,
        customer,
        currency,
        items,
        channel,
        terminal,
        metadata,
        overpaymentAllowed,
        placedAt,
        expiresAt,
        at);
  }
}

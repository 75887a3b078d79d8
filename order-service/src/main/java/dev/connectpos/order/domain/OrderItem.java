package dev.connectpos.order.domain;

import dev.connectpos.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of an order.
 *
 * @param unitPrice of one piece, above zero
 * @param quantity above zero
 * @param code the PDV's own reference of the item
 * @param category the PDV's own
 */
public record OrderItem(
    ItemId id,
    String description,
    Money unitPrice,
    long quantity,
    @Nullable String code,
    @Nullable String category,
    Instant createdAt,
    Instant updatedAt) {

  public OrderItem {
    if (!unitPrice.isPositive() || quantity < 1) {
      throw new IllegalArgumentException("an item has a price and a quantity above zero");
    }
  }

  /**
   * Price times quantity.
   *
   * @throws ArithmeticException on overflow
   */
  public Money total() {
    return unitPrice.times(quantity);
  }
}

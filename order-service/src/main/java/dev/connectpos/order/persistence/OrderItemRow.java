package dev.connectpos.order.persistence;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import dev.connectpos.order.domain.ItemId;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.OrderItem;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of an order; the currency is the order's. Positions may have holes. */
@Entity
@Table(name = "order_item")
class OrderItemRow {
  @Id String id;

  @Column(name = "order_id")
  String orderId;

  @Column(name = "position")
  int position;

  @Column(name = "description")
  String description;

  @Column(name = "price_minor")
  long priceMinor;

  @Column(name = "quantity")
  long quantity;

  @Column(name = "code")
  @Nullable String code;

  @Column(name = "category")
  @Nullable String category;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  static OrderItemRow of(OrderId order, int position, OrderItem item) {
    var row = new OrderItemRow();
    row.id = item.id().value();
    row.orderId = order.value();
    row.position = position;
    row.createdAt = item.createdAt();
    row.follow(item);
    return row;
  }

  final void follow(OrderItem item) {
    description = item.description();
    priceMinor = item.unitPrice().minor();
    quantity = item.quantity();
    code = item.code();
    category = item.category();
    updatedAt = item.updatedAt();
  }

  OrderItem item(Currency currency) {
    return new OrderItem(
        new ItemId(id),
        description,
        new Money(priceMinor, currency),
        quantity,
        code,
        category,
        createdAt,
        updatedAt);
  }

  String id() {
    return id;
  }

  int position() {
    return position;
  }
}

package dev.connectpos.order.domain;

/** An order, {@code or_…}. Safe to log. */
public record OrderId(String value) implements Comparable<OrderId> {

  @Override
  public int compareTo(OrderId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

package dev.connectpos.order.domain;

/** An item of an order, {@code oi_…}. Safe to log. */
public record ItemId(String value) implements Comparable<ItemId> {

  @Override
  public int compareTo(ItemId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

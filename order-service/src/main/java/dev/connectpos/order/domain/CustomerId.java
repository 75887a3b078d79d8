package dev.connectpos.order.domain;

/** A customer of a PDV, {@code cus_…}. Safe to log. */
public record CustomerId(String value) implements Comparable<CustomerId> {

  @Override
  public int compareTo(CustomerId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

package dev.connectpos.order.domain;

/** A charge, {@code ch_…}. Safe to log. */
public record ChargeId(String value) implements Comparable<ChargeId> {

  @Override
  public int compareTo(ChargeId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

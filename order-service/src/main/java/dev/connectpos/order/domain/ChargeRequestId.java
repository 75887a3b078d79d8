package dev.connectpos.order.domain;

/** What was asked of the acquirer, {@code req_…}; it carries it out once for ever. Safe to log. */
public record ChargeRequestId(String value) implements Comparable<ChargeRequestId> {

  @Override
  public int compareTo(ChargeRequestId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

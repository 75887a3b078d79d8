package dev.connectpos.order.domain;

/** A payment, as terminal-service and the acquirer call it, {@code pay_…}. Safe to log. */
public record PaymentId(String value) implements Comparable<PaymentId> {

  @Override
  public int compareTo(PaymentId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

package dev.connectpos.order.domain;

/** The transaction behind a charge, {@code tran_…}. Safe to log. */
public record TransactionId(String value) implements Comparable<TransactionId> {

  @Override
  public int compareTo(TransactionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

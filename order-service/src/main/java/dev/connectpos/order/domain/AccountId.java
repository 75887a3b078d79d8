package dev.connectpos.order.domain;

/** A merchant account, {@code acc_…}. Safe to log. */
public record AccountId(String value) implements Comparable<AccountId> {

  @Override
  public int compareTo(AccountId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

package dev.connectpos.notification.domain;

/** A merchant account, {@code acc_…}; owned by order-service. */
public record AccountId(String value) {

  @Override
  public String toString() {
    return value;
  }
}

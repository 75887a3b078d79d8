package dev.connectpos.notification.domain;

/** One notification on its way to one endpoint, {@code del_…}. */
public record DeliveryId(String value) {

  @Override
  public String toString() {
    return value;
  }
}

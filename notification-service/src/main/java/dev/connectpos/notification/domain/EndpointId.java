package dev.connectpos.notification.domain;

/** Where an account wants its webhooks, {@code we_…}. */
public record EndpointId(String value) {

  @Override
  public String toString() {
    return value;
  }
}

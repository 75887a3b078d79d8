package dev.connectpos.notification.domain;

/**
 * A notification, {@code hook_…}: the webhook-id of every attempt to deliver it, to any endpoint.
 */
public record HookId(String value) {

  @Override
  public String toString() {
    return value;
  }
}

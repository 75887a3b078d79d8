package dev.connectpos.notification.domain;

import java.time.Instant;

/**
 * Where an account wants its webhooks.
 *
 * @param url absolute http or https address; plain http is allowed, tills live on the LAN
 */
public record Endpoint(
    EndpointId id,
    AccountId account,
    String url,
    EventFilter filter,
    EndpointStatus status,
    Instant createdAt) {

  /** Whether anything is sent there. */
  public boolean active() {
    return status == EndpointStatus.ACTIVE;
  }
}

package dev.connectpos.notification.domain;

import java.time.Instant;

/**
 * Where an account wants its webhooks.
 *
 * @param url absolute http or https address; plain http is allowed, tills live on the LAN
 * @param active false once the receiver answered 410; nothing is sent any more then
 */
public record Endpoint(
    EndpointId id,
    AccountId account,
    String url,
    EventFilter filter,
    boolean active,
    Instant createdAt) {}

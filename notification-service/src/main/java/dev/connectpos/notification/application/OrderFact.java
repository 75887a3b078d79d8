package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.HookId;
import dev.connectpos.notification.domain.HookType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something order-service stated that PDVs want to know, under one of the types it is told as.
 *
 * @param eventId the source event's id; the same fact may come more than once under it
 * @param sequence the order's version; a receiver ignores what is lower than it has seen (N4)
 * @param traceParent W3C trace context of the fact, if it came with one
 * @param resourceJson a JSON object, the order or charge as the API showed it when the fact arose
 */
public record OrderFact(
    UUID eventId,
    HookType type,
    AccountId account,
    String orderId,
    long sequence,
    Instant occurredAt,
    String correlationId,
    @Nullable String traceParent,
    String resourceJson) {

  /** The id of its notification, the same whenever it is asked for. */
  public HookId hook() {
    return HookId.of(eventId, type, occurredAt);
  }
}

package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.HookId;
import dev.connectpos.notification.domain.HookType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something another service stated that PDVs want to know, under one of the types it is told as.
 *
 * @param eventId the source event's id; the same fact may come more than once under it
 * @param orderId the order it is about; nothing for a terminal's presence
 * @param sequence the version of what stated it: the order's, and for prints and presence the
 *     terminal's. A receiver ignores what is lower than it has seen of the same resource (N4)
 * @param traceParent W3C trace context of the fact, if it came with one
 * @param resourceJson a JSON object: the order or charge as the API showed it when the fact arose,
 *     the print or the terminal
 */
public record Fact(
    UUID eventId,
    HookType type,
    AccountId account,
    Optional<String> orderId,
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

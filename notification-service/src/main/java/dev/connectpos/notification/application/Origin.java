package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.HookType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The fact a notification tells, as far as it is needed after it was rendered.
 *
 * @param eventId the source event
 * @param occurredAt when the fact became true, by order-service's clock
 * @param traceParent W3C trace context of the fact, if it came with one
 */
public record Origin(
    UUID eventId,
    HookType type,
    Instant occurredAt,
    String correlationId,
    @Nullable String traceParent) {

  static Origin of(Fact fact) {
    return new Origin(
        fact.eventId(), fact.type(), fact.occurredAt(), fact.correlationId(), fact.traceParent());
  }
}

package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.OpenOrder;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a message comes from.
 *
 * @param correlationId the same from the first request to the last webhook
 * @param causationId event id of the message that caused it, if one did
 * @param traceparent W3C trace context to go on with, if there was one
 */
public record Cause(
    String correlationId, @Nullable UUID causationId, @Nullable String traceparent) {

  /** A cause of our own, outside any sale. */
  public static Cause of(String correlationId) {
    return new Cause(correlationId, null, null);
  }

  /** What a terminal does to an order goes on with the trace of the request that placed it. */
  public static Cause of(OpenOrder order) {
    return new Cause(order.correlationId(), null, order.traceparent());
  }
}

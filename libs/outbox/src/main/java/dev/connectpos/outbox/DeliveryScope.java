package dev.connectpos.outbox;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.ManagedContext;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * What a handler finds around it: the trace of whoever appended the message, continued by a span of
 * its own; the correlation id in the log; a request context.
 */
final class DeliveryScope {
  private static final String CORRELATION = "correlation_id";

  private static final TextMapGetter<WireMessage> HEADERS =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(WireMessage carrier) {
          return List.of("traceparent");
        }

        @Override
        public @Nullable String get(@Nullable WireMessage carrier, String key) {
          return carrier != null && key.equals("traceparent") ? carrier.traceparent() : null;
        }
      };

  private DeliveryScope() {}

  static <T> T within(WireMessage message, Supplier<T> handling) {
    Span span = span(message);
    MDC.put(CORRELATION, message.correlationId());
    try (Scope _ = span.makeCurrent()) {
      return inRequest(handling);
    } catch (RuntimeException e) {
      span.recordException(e);
      span.setStatus(StatusCode.ERROR);
      throw e;
    } finally {
      MDC.remove(CORRELATION);
      span.end();
    }
  }

  private static Span span(WireMessage message) {
    Context parent =
        W3CTraceContextPropagator.getInstance().extract(Context.root(), message, HEADERS);
    return GlobalOpenTelemetry.getTracer("connect-outbox")
        .spanBuilder(message.type() + " process")
        .setParent(parent)
        .setSpanKind(SpanKind.CONSUMER)
        .setAttribute("messaging.system", "kafka")
        .setAttribute("messaging.destination.name", message.topic())
        .setAttribute("messaging.message.id", message.eventId().toString())
        .setAttribute("messaging.kafka.message.key", message.key())
        .startSpan();
  }

  private static <T> T inRequest(Supplier<T> handling) {
    ArcContainer arc = Arc.container();
    if (arc == null || arc.requestContext().isActive()) {
      return handling.get();
    }
    ManagedContext request = arc.requestContext();
    request.activate();
    try {
      return handling.get();
    } finally {
      request.terminate();
    }
  }
}

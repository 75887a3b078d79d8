package dev.connectpos.notification.messaging;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/** The trace a message came with, in W3C form: a delivery outlives the thread that made it. */
final class TraceParent {

  private TraceParent() {}

  static @Nullable String current() {
    SpanContext context = Span.current().getSpanContext();
    return context.isValid()
        ? "00-%s-%s-%s"
            .formatted(context.getTraceId(), context.getSpanId(), context.getTraceFlags().asHex())
        : null;
  }
}

package dev.connectpos.terminal.messaging;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trace contexts as text, to be kept with an order until its terminal acts. */
final class TraceContext {
  private static final TextMapGetter<String> SINGLE =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
          return List.of("traceparent");
        }

        @Override
        public @Nullable String get(@Nullable String traceparent, String key) {
          return "traceparent".equals(key) ? traceparent : null;
        }
      };

  private TraceContext() {}

  /** The trace of the message at hand, if it has one. */
  static @Nullable String current() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid()
        ? "00-%s-%s-%s".formatted(span.getTraceId(), span.getSpanId(), span.getTraceFlags().asHex())
        : null;
  }

  /** Does the work in the trace given, or in the present one if none is. */
  static void within(@Nullable String traceparent, Runnable work) {
    if (traceparent == null) {
      work.run();
      return;
    }
    Context context =
        W3CTraceContextPropagator.getInstance().extract(Context.current(), traceparent, SINGLE);
    try (var _ = context.makeCurrent()) {
      work.run();
    }
  }
}

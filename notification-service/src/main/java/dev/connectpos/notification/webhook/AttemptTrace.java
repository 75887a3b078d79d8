package dev.connectpos.notification.webhook;

import dev.connectpos.notification.application.Attempt;
import dev.connectpos.notification.application.Attempted;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes an attempt part of the trace that began with the PDV's request, days later if need be. */
@ApplicationScoped
class AttemptTrace {
  private final Tracer tracer;

  AttemptTrace(Tracer tracer) {
    this.tracer = tracer;
  }

  Span begin(Attempt attempt) {
    Context parent =
        W3CTraceContextPropagator.getInstance()
            .extract(Context.root(), attempt.hook().origin().traceParent(), new Field());
    return new Span(
        tracer
            .spanBuilder("webhook " + attempt.hook().origin().type().wireName())
            .setSpanKind(SpanKind.CLIENT)
            .setParent(parent)
            .setAttribute("webhook.id", attempt.hook().id().value())
            .setAttribute("webhook.delivery", attempt.delivery().value())
            .setAttribute("webhook.attempt", attempt.number())
            .startSpan());
  }

  /** A span under way. */
  static final class Span implements AutoCloseable {
    private final io.opentelemetry.api.trace.Span span;

    private Span(io.opentelemetry.api.trace.Span span) {
      this.span = span;
    }

    /** What the receiver may join its own trace to. */
    Optional<String> traceParent() {
      SpanContext context = span.getSpanContext();
      return context.isValid()
          ? Optional.of(
              "00-%s-%s-%s"
                  .formatted(
                      context.getTraceId(), context.getSpanId(), context.getTraceFlags().asHex()))
          : Optional.empty();
    }

    void end(Attempted attempted) {
      attempted
          .answer()
          .responseStatus()
          .ifPresent(status -> span.setAttribute("http.response.status_code", status));
      attempted.answer().failure().ifPresent(error -> span.setStatus(StatusCode.ERROR, error));
    }

    @Override
    public void close() {
      span.end();
    }
  }

  /** A carrier that is the one header's value itself. */
  private static final class Field implements TextMapGetter<@Nullable String> {

    @Override
    public Iterable<String> keys(@Nullable String carrier) {
      return List.of("traceparent");
    }

    @Override
    public @Nullable String get(@Nullable String carrier, String key) {
      return key.equals("traceparent") ? carrier : null;
    }
  }
}

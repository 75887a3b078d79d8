package dev.connectpos.outbox;

import static dev.connectpos.outbox.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.connectpos.testkit.Backends;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;

/** The outbox inside a service, with every default. */
@QuarkusTest
@WithTestResource(Backends.class)
class ServiceIT {
  @Inject Probe probe;
  @Inject Outbox outbox;
  @Inject MeterRegistry metrics;
  @Inject @Liveness OutboxLiveness liveness;
  @Inject @Readiness OutboxReadiness readiness;

  @Test
  void carriesEveryFieldAndTheTraceToTheHandler() {
    OutboxMessage sent = message("pay_fields", 1);
    String traceId;
    Span span = GlobalOpenTelemetry.getTracer("test").spanBuilder("request").startSpan();
    try (Scope _ = span.makeCurrent()) {
      traceId = span.getSpanContext().getTraceId();
      probe.append(sent);
    } finally {
      span.end();
    }

    Probe.Heard heard = await().until(() -> heard("pay_fields"), h -> !h.isEmpty()).getFirst();
    assertThat(heard.traceId()).isEqualTo(traceId);
    InboundMessage got = heard.message();
    assertThat(got.payload()).isEqualTo(sent.payload());
    assertThat(got)
        .usingRecursiveComparison()
        .ignoringFields("payload")
        .isEqualTo(
            new InboundMessage(
                sent.topic(),
                "pay_fields",
                sent.eventId(),
                sent.type(),
                sent.aggregateType(),
                "pay_fields",
                1,
                sent.occurredAt(),
                sent.correlationId(),
                got.payload()));
  }

  @Test
  void refusesToAppendOutsideATransaction() {
    assertThatThrownBy(() -> outbox.append(List.of(message("pay_loose", 1))))
        .isInstanceOf(TransactionalException.class);
  }

  @Test
  void sendsNothingOfATransactionThatRolledBack() {
    assertThatThrownBy(() -> probe.appendAndFail(message("pay_undone", 1)))
        .hasMessage("on purpose");
    probe.appendBothSwallowing(message("pay_undone", 2), message("pay_undone", 0));
    probe.append(message("pay_undone", 3));

    await().until(() -> !heard("pay_undone").isEmpty());
    assertThat(heard("pay_undone"))
        .extracting(h -> h.message().aggregateVersion())
        .containsExactly(3L);
  }

  @Test
  void tellsThatItWorks() {
    probe.append(message("pay_seen", 1));
    await().until(() -> !heard("pay_seen").isEmpty());

    assertThat(liveness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    assertThat(readiness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    assertThat(metrics.get("outbox.publish.latency").timer().count()).isPositive();
    assertThat(metrics.get("outbox.leader").gauge().value()).isEqualTo(1);
    await()
        .untilAsserted(
            () -> assertThat(metrics.get("outbox.unconfirmed.age").timeGauge().value()).isZero());
    assertThat(metrics.get("outbox.parked").gauge().value()).isZero();
    assertThat(metrics.get("inbox.messages").tag("outcome", "applied").counter().count())
        .isPositive();
  }

  private List<Probe.Heard> heard(String key) {
    return probe.heard().stream().filter(h -> h.message().key().equals(key)).toList();
  }
}

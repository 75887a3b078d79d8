package dev.connectpos.outbox;

import io.opentelemetry.api.trace.Span;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The smallest service there is: appends, and hears what it appended. */
@ApplicationScoped
public class Probe {

  /** A message as the handler saw it, with the trace it ran in. */
  public record Heard(InboundMessage message, String traceId) {}

  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final Outbox outbox;
  private final Inbox inbox;

  Probe(Outbox outbox, Inbox inbox) {
    this.outbox = outbox;
    this.inbox = inbox;
  }

  @Incoming("payment-events")
  @Blocking
  void consume(ConsumerRecords<String, byte[]> batch) {
    inbox.process(batch, this::hear);
  }

  @Transactional
  void append(OutboxMessage... messages) {
    outbox.append(List.of(messages));
  }

  @Transactional
  void appendAndFail(OutboxMessage message) {
    outbox.append(List.of(message));
    throw new IllegalStateException("on purpose");
  }

  /** Appends what the database refuses, and does as if nothing had happened. */
  @Transactional
  void appendBothSwallowing(OutboxMessage good, OutboxMessage bad) {
    outbox.append(List.of(good));
    try {
      outbox.append(List.of(bad));
    } catch (IllegalStateException e) {
      // The mistake that must not help.
    }
  }

  List<Heard> heard() {
    return heard;
  }

  private Verdict hear(InboundMessage message) {
    heard.add(new Heard(message, Span.current().getSpanContext().getTraceId()));
    return Verdict.APPLIED;
  }
}

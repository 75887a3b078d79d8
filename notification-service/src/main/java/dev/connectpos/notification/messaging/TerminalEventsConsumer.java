package dev.connectpos.notification.messaging;

import dev.connectpos.notification.application.Notifications;
import dev.connectpos.outbox.InboundMessage;
import dev.connectpos.outbox.Inbox;
import dev.connectpos.outbox.Verdict;
import dev.connectpos.schemas.EventCodec;
import dev.connectpos.terminal.events.v1.TerminalEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Prints and the presence of terminals, on their way to PDVs. */
@ApplicationScoped
public class TerminalEventsConsumer {
  private final Inbox inbox;
  private final EventCodec<TerminalEvent> codec;
  private final Notifications notifications;

  TerminalEventsConsumer(
      Inbox inbox, EventCodec<TerminalEvent> codec, Notifications notifications) {
    this.inbox = inbox;
    this.codec = codec;
    this.notifications = notifications;
  }

  /** A batch; returns when each message is applied or parked. */
  @Incoming("terminal-events")
  @Blocking
  public void consume(ConsumerRecords<String, byte[]> batch) {
    inbox.process(batch, this::handle);
  }

  private Verdict handle(InboundMessage message) {
    TerminalEvent event = Reading.read(codec, message);
    return TerminalEventMapping.fact(message, event, TraceParent.current())
        .map(fact -> notifications.accept(List.of(fact)))
        .orElse(Verdict.APPLIED);
  }
}

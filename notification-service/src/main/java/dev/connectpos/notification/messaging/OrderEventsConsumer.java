package dev.connectpos.notification.messaging;

import dev.connectpos.notification.application.Fact;
import dev.connectpos.notification.application.Notifications;
import dev.connectpos.order.events.v1.OrderEvent;
import dev.connectpos.outbox.InboundMessage;
import dev.connectpos.outbox.Inbox;
import dev.connectpos.outbox.Verdict;
import dev.connectpos.schemas.EventCodec;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What happened to orders, on its way to PDVs. */
@ApplicationScoped
public class OrderEventsConsumer {
  private final Inbox inbox;
  private final EventCodec<OrderEvent> codec;
  private final Notifications notifications;

  OrderEventsConsumer(Inbox inbox, EventCodec<OrderEvent> codec, Notifications notifications) {
    this.inbox = inbox;
    this.codec = codec;
    this.notifications = notifications;
  }

  /** A batch; returns when each message is applied or parked. */
  @Incoming("order-events")
  @Blocking
  public void consume(ConsumerRecords<String, byte[]> batch) {
    inbox.process(batch, this::handle);
  }

  private Verdict handle(InboundMessage message) {
    OrderEvent event = Reading.read(codec, message);
    List<Fact> facts = OrderEventMapping.facts(message, event, TraceParent.current());
    return facts.isEmpty() ? Verdict.APPLIED : notifications.accept(facts);
  }
}

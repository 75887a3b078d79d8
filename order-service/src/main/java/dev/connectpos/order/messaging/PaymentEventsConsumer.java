package dev.connectpos.order.messaging;

import dev.connectpos.order.application.OrderRefusedException;
import dev.connectpos.order.application.Orders;
import dev.connectpos.outbox.InboundMessage;
import dev.connectpos.outbox.Inbox;
import dev.connectpos.outbox.PermanentFailureException;
import dev.connectpos.outbox.Verdict;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Listens to {@code payment.events.v1}: what the acquirer says of payments. */
@ApplicationScoped
class PaymentEventsConsumer {
  private final Inbox inbox;
  private final Codecs codecs;
  private final PaymentReading reading;
  private final Orders orders;

  PaymentEventsConsumer(Inbox inbox, Codecs codecs, PaymentReading reading, Orders orders) {
    this.inbox = inbox;
    this.codecs = codecs;
    this.reading = reading;
    this.orders = orders;
  }

  /** Returns when every message of the batch has its effect or is parked. */
  @Incoming("payment-events")
  @Blocking
  public void consume(ConsumerRecords<String, byte[]> batch) {
    inbox.process(batch, this::handle);
  }

  private Verdict handle(InboundMessage message) {
    var news = reading.read(codecs.payment(message.payload()));
    try {
      return orders.hear(news);
    } catch (OrderRefusedException e) {
      throw new PermanentFailureException(String.valueOf(e.getMessage()), e);
    }
  }
}

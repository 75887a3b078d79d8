package dev.connectpos.acquirer.messaging;

import dev.connectpos.acquirer.application.Events;
import dev.connectpos.acquirer.application.Ids;
import dev.connectpos.acquirer.domain.AbecsCodes;
import dev.connectpos.outbox.Outbox;
import dev.connectpos.outbox.OutboxMessage;
import dev.connectpos.payment.events.v1.PaymentEvent;
import dev.connectpos.schemas.EventCodec;
import dev.connectpos.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Facts leave through the outbox, in the transaction that made them true. */
@ApplicationScoped
class OutboxEvents implements Events {
  static final String AGGREGATE = "payment";

  private final Outbox outbox;
  private final EventCodec<PaymentEvent> codec;
  private final Ids ids;
  private final AbecsCodes abecs;

  OutboxEvents(Outbox outbox, EventCodec<PaymentEvent> codec, Ids ids, AbecsCodes abecs) {
    this.outbox = outbox;
    this.codec = codec;
    this.ids = ids;
    this.abecs = abecs;
  }

  @Override
  public void state(List<Stated> facts) {
    outbox.append(facts.stream().map(this::message).toList());
  }

  private OutboxMessage message(Stated stated) {
    var eventId = ids.eventId();
    var trail = stated.about().trail();
    return new OutboxMessage(
        eventId,
        AGGREGATE,
        stated.about().payment().terms().id().value(),
        stated.version(),
        Topic.PAYMENT_EVENTS.topicName(),
        PaymentEventMapping.type(stated.event()),
        codec.encode(PaymentEventMapping.envelope(stated, eventId, abecs)),
        stated.at(),
        trail.correlationId(),
        trail.causationId());
  }
}

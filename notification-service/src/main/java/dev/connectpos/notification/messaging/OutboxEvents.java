package dev.connectpos.notification.messaging;

import dev.connectpos.notification.application.Events;
import dev.connectpos.notification.application.Ids;
import dev.connectpos.notification.application.Origin;
import dev.connectpos.notification.domain.Delivery;
import dev.connectpos.notification.domain.DeliveryEvent;
import dev.connectpos.notification.events.v1.NotificationEvent;
import dev.connectpos.outbox.Outbox;
import dev.connectpos.outbox.OutboxMessage;
import dev.connectpos.schemas.EventCodec;
import dev.connectpos.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** States facts through the outbox, in the caller's transaction. */
@ApplicationScoped
class OutboxEvents implements Events {
  private final Outbox outbox;
  private final EventCodec<NotificationEvent> codec;
  private final Ids ids;

  OutboxEvents(Outbox outbox, EventCodec<NotificationEvent> codec, Ids ids) {
    this.outbox = outbox;
    this.codec = codec;
    this.ids = ids;
  }

  @Override
  public void append(Delivery before, List<DeliveryEvent> events, Origin origin, Instant at) {
    var messages = new ArrayList<OutboxMessage>(events.size());
    long version = before.statedVersion();
    for (DeliveryEvent event : events) {
      messages.add(message(before, ++version, event, origin, at));
    }
    outbox.append(messages);
  }

  private OutboxMessage message(
      Delivery delivery, long version, DeliveryEvent event, Origin origin, Instant at) {
    UUID eventId = ids.event();
    String type = DeliveryEventMapping.type(event);
    var envelope =
        NotificationEvent.newBuilder()
            .setEventId(eventId)
            .setType(type)
            .setOccurredAt(at)
            .setAggregateVersion(version)
            .setCorrelationId(origin.correlationId())
            .setCausationId(origin.eventId().toString())
            .setPayload(DeliveryEventMapping.payload(delivery, event))
            .build();
    return new OutboxMessage(
        eventId,
        "delivery",
        delivery.id().value(),
        version,
        Topic.NOTIFICATION_EVENTS.topicName(),
        type,
        codec.encode(envelope),
        at,
        origin.correlationId(),
        origin.eventId());
  }
}

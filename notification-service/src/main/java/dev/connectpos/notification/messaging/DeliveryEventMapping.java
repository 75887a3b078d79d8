package dev.connectpos.notification.messaging;

import dev.connectpos.notification.domain.Delivery;
import dev.connectpos.notification.domain.DeliveryEvent;
import dev.connectpos.notification.events.v1.WebhookDelivered;
import dev.connectpos.notification.events.v1.WebhookExhausted;

/** What the service states about deliveries, as it stands on the wire. */
final class DeliveryEventMapping {

  private DeliveryEventMapping() {}

  /** The dotted wire type; once released, for ever. */
  static String type(DeliveryEvent event) {
    return switch (event) {
      case DeliveryEvent.WebhookDelivered _ -> "webhook.delivered";
      case DeliveryEvent.WebhookExhausted _ -> "webhook.exhausted";
    };
  }

  /** The payload; {@code event_id} is the id that receivers see, the notification's. */
  static Object payload(Delivery delivery, DeliveryEvent event) {
    return switch (event) {
      case DeliveryEvent.WebhookDelivered delivered ->
          WebhookDelivered.newBuilder()
              .setDeliveryId(delivery.id().value())
              .setEndpointId(delivery.endpoint().value())
              .setAccountId(delivery.account().value())
              .setEventId(delivery.hook().value())
              .setAttempts(delivered.attempts())
              .setResponseStatus(delivered.responseStatus())
              .build();
      case DeliveryEvent.WebhookExhausted exhausted ->
          WebhookExhausted.newBuilder()
              .setDeliveryId(delivery.id().value())
              .setEndpointId(delivery.endpoint().value())
              .setAccountId(delivery.account().value())
              .setEventId(delivery.hook().value())
              .setAttempts(exhausted.attempts())
              .setLastError(exhausted.lastError())
              .build();
    };
  }
}

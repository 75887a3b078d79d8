package dev.connectpos.notification.domain;

/** What became true of a delivery, for the rest of the system. */
public sealed interface DeliveryEvent {

  /** The receiver answered 2xx. */
  record WebhookDelivered(int attempts, int responseStatus) implements DeliveryEvent {}

  /** Nothing more is sent: no attempt is left, or the endpoint is disabled. */
  record WebhookExhausted(int attempts, String lastError) implements DeliveryEvent {}
}

package dev.connectpos.notification.domain;

import java.time.Instant;

/** Where one notification stands on its way to one endpoint. docs/states/delivery.md draws it. */
public sealed interface DeliveryState {

  /** How many attempts have begun; durable, so that a crash loop runs out of them too. */
  int attempts();

  /** Waits for its next attempt. */
  record Scheduled(int attempts, Instant due) implements DeliveryState {}

  /**
   * A worker is at it, or was and died: after the lease the next worker tries again.
   *
   * @param attempts includes the one under way
   */
  record Attempting(int attempts, Instant leasedUntil) implements DeliveryState {}

  /** The receiver answered 2xx. Final. */
  record Delivered(int attempts, int responseStatus) implements DeliveryState {}

  /** Every attempt failed. Final. */
  record Exhausted(int attempts, String lastError) implements DeliveryState {}

  /** Given up early, since its endpoint is disabled. Final. */
  record Discarded(int attempts, String reason) implements DeliveryState {}
}

package dev.connectpos.notification.domain;

import java.time.Instant;

/** Where one notification stands on its way to one endpoint. docs/states/delivery.md draws it. */
public sealed interface DeliveryState {

  /** Every attempt that has begun, so that a crash loop runs out of them too. */
  Attempts attempts();

  /** Waits for its next attempt. */
  record Scheduled(Attempts attempts, Instant due) implements DeliveryState {}

  /**
   * A worker is at it, or was and died: after the lease the next worker waits and tries again.
   *
   * @param attempts includes the one under way
   */
  record Attempting(Attempts attempts, Instant leasedUntil) implements DeliveryState {}

  /** The receiver answered 2xx. Final, unless replayed. */
  record Delivered(Attempts attempts, int responseStatus) implements DeliveryState {}

  /** Every attempt failed. Final, unless replayed. */
  record Exhausted(Attempts attempts, String lastError) implements DeliveryState {}

  /** Given up early, since its endpoint is disabled. Final, unless replayed. */
  record Discarded(Attempts attempts, String reason) implements DeliveryState {}
}

package dev.connectpos.notification.application;

import java.time.Instant;

/** Deletes what is old. Each call is bounded, and passes over what another replica has locked. */
public interface RetentionStore {

  /**
   * Deletes deliveries that have ended, and the log of their attempts.
   *
   * @return how many
   */
  int deleteEndedDeliveries(Instant before, int limit);

  /**
   * Deletes notifications that no delivery refers to.
   *
   * @return how many
   */
  int deleteHooks(Instant before, int limit);

  /**
   * Deletes idempotency keys.
   *
   * @return how many
   */
  int deleteKeys(Instant before, int limit);
}

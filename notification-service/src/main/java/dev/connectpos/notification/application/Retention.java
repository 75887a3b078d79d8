package dev.connectpos.notification.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;

/**
 * Forgets what is old, in small transactions. A delivery that is still to be sent is never
 * forgotten, whatever its age, and a notification lives as long as its last delivery.
 */
@ApplicationScoped
public class Retention {
  private static final int BATCH = 500;
  private static final Duration KEYS_KEPT = Duration.ofDays(7);

  private final RetentionStore store;
  private final DeliverySettings settings;
  private final Clock clock;

  Retention(RetentionStore store, DeliverySettings settings, Clock clock) {
    this.store = store;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Deletes a bounded number of rows.
   *
   * @return whether there may be more
   */
  @Transactional
  public boolean sweep() {
    var now = clock.instant();
    var before = now.minus(settings.retention());
    int deliveries = store.deleteEndedDeliveries(before, BATCH);
    int hooks = store.deleteHooks(before, BATCH);
    int keys = store.deleteKeys(now.minus(KEYS_KEPT), BATCH);
    return deliveries == BATCH || hooks == BATCH || keys == BATCH;
  }
}

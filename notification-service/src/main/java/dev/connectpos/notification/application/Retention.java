package dev.connectpos.notification.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;

/**
 * Forgets what is old, in small transactions. A notification lives as long as its last delivery. A
 * delivery that has been due for as long as anything is kept is given up first: its endpoint is
 * paused, or nothing could be sent in all that time.
 */
@ApplicationScoped
public class Retention {
  private static final int BATCH = 500;
  private static final Duration KEYS_KEPT = Duration.ofDays(7);

  private final RetentionStore store;
  private final Deliveries waiting;
  private final DeliverySettings settings;
  private final Clock clock;

  Retention(RetentionStore store, Deliveries waiting, DeliverySettings settings, Clock clock) {
    this.store = store;
    this.waiting = waiting;
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
    int givenUp = waiting.discardOld(before, BATCH);
    int deliveries = store.deleteEndedDeliveries(before, BATCH);
    int hooks = store.deleteHooks(before, BATCH);
    int keys = store.deleteKeys(now.minus(KEYS_KEPT), BATCH);
    return givenUp == BATCH || deliveries == BATCH || hooks == BATCH || keys == BATCH;
  }
}

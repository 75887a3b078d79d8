package dev.connectpos.notification.application;

import dev.connectpos.notification.application.DeliveryHistory.Item;
import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.DeliveryDecision.Rejected;
import dev.connectpos.notification.domain.DeliveryRejection;
import dev.connectpos.notification.domain.EndpointId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;

/**
 * Sends a notification once more, on its owner's demand (N2): the same bytes under the same id, on
 * a schedule that begins anew.
 */
@ApplicationScoped
public class Replays {
  private final Deliveries deliveries;
  private final DeliveryHistory history;
  private final Lanes lanes;
  private final TransactionSynchronizationRegistry transaction;

  Replays(
      Deliveries deliveries,
      DeliveryHistory history,
      Lanes lanes,
      TransactionSynchronizationRegistry transaction) {
    this.deliveries = deliveries;
    this.history = history;
    this.lanes = lanes;
    this.transaction = transaction;
  }

  /** What is answered. */
  public sealed interface Outcome {

    /** It is on its way again, or still. */
    record Done(Item item) implements Outcome {}

    /** It cannot be. */
    record Refused(DeliveryRejection reason) implements Outcome {}

    /** The account has no such delivery. */
    record NotFound() implements Outcome {}
  }

  /**
   * Replays one delivery; one that nothing has been spent of yet stays as it is.
   *
   * @param id of the delivery, or of the notification: then the delivery to the oldest endpoint
   */
  @Transactional
  public Outcome replay(AccountId account, String id) {
    var replayed = deliveries.replay(account, id);
    if (replayed.isEmpty()) {
      return new Outcome.NotFound();
    }
    var delivery = replayed.get().delivery();
    if (replayed.get().decision() instanceof Rejected(DeliveryRejection reason)) {
      return new Outcome.Refused(reason);
    }
    transaction.registerInterposedSynchronization(new Wake(delivery.endpoint()));
    return new Outcome.Done(history.find(account, delivery.id().value()).orElseThrow());
  }

  /** Wakes the lane when it can see what was committed. */
  private final class Wake implements Synchronization {
    private final EndpointId endpoint;

    Wake(EndpointId endpoint) {
      this.endpoint = endpoint;
    }

    @Override
    public void beforeCompletion() {
      // Nothing is left to write.
    }

    @Override
    public void afterCompletion(int status) {
      lanes.signal(endpoint);
    }
  }
}

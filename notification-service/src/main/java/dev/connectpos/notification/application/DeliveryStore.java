package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.Delivery;
import dev.connectpos.notification.domain.DeliveryId;
import dev.connectpos.notification.domain.EndpointId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Deliveries and the log of their attempts. */
public interface DeliveryStore {

  void add(List<Delivery> deliveries, Instant at);

  /**
   * Locks what an endpoint's lane may take, the longest due first, and passes over what another
   * replica has locked: due deliveries, and those whose lease has run out.
   */
  List<Delivery> lockDue(EndpointId endpoint, Instant at, int max);

  /** The same for a disabled endpoint: what waits, however long, and what lost its lease. */
  List<Delivery> lockUndeliverable(EndpointId endpoint, Instant at, int max);

  /**
   * Locks one of the account's, by its own id or its notification's: then the one to the oldest
   * endpoint.
   */
  Optional<Delivery> lock(AccountId account, String id);

  /** Locks those of an endpoint that have ended and lie in the range, by their ids. */
  List<Delivery> lockEnded(EndpointId endpoint, Ranges.Range range, int max);

  /** Locks those that have been due since before then, at whatever endpoint, the oldest first. */
  List<Delivery> lockDueSince(Instant before, int max);

  /** Locks one that exists. */
  Delivery lock(DeliveryId id);

  void save(Delivery delivery);

  /**
   * Keeps what came of an attempt, once per attempt, sent or not. The delivery shows it as its last
   * one, unless it has ended or a later attempt is under way.
   */
  void log(Attempt attempt, Attempted attempted);
}

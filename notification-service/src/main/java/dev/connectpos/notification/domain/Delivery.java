package dev.connectpos.notification.domain;

import java.time.Instant;

/**
 * One notification on its way to one endpoint.
 *
 * @param statedVersion how many facts about it this service has stated; the next one takes the next
 *     number
 */
public record Delivery(
    DeliveryId id,
    HookId hook,
    EndpointId endpoint,
    AccountId account,
    DeliveryState state,
    long statedVersion) {

  /** A delivery not tried yet, due at once. */
  public static Delivery due(DeliveryId id, HookId hook, Endpoint endpoint, Instant at) {
    var state = new DeliveryState.Scheduled(Attempts.NONE, at);
    return new Delivery(id, hook, endpoint.id(), endpoint.account(), state, 0);
  }

  /** This delivery in its next state, after stating so many facts about it. */
  public Delivery moved(DeliveryState next, int facts) {
    return new Delivery(id, hook, endpoint, account, next, statedVersion + facts);
  }
}

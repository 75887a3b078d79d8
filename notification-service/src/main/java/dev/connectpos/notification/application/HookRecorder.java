package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.Delivery;
import dev.connectpos.notification.domain.Endpoint;
import dev.connectpos.notification.domain.EndpointId;
import dev.connectpos.notification.domain.HookId;
import dev.connectpos.outbox.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Turns a fact into a notification and its deliveries, in one transaction. The unique source event
 * id makes a redelivered fact a duplicate: no second notification, no second delivery.
 */
@ApplicationScoped
class HookRecorder {
  private final AccountStore accounts;
  private final EndpointStore endpoints;
  private final HookStore hooks;
  private final DeliveryStore deliveries;
  private final HookEnvelope envelope;
  private final Ids ids;
  private final Clock clock;

  @Inject
  HookRecorder(
      AccountStore accounts,
      EndpointStore endpoints,
      HookStore hooks,
      DeliveryStore deliveries,
      HookEnvelope envelope,
      Ids ids,
      Clock clock) {
    this.accounts = accounts;
    this.endpoints = endpoints;
    this.hooks = hooks;
    this.deliveries = deliveries;
    this.envelope = envelope;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @param targets the endpoints that have something to do now
   */
  record Recorded(Verdict verdict, List<EndpointId> targets) {}

  @Transactional
  Recorded record(OrderFact fact) {
    HookId id = ids.hook();
    byte[] body = envelope.render(id, accounts.nameOf(fact.account()), fact);
    if (!hooks.add(id, fact, body)) {
      return new Recorded(Verdict.DUPLICATE, List.of());
    }
    Instant now = clock.instant();
    List<Endpoint> targets =
        endpoints.of(fact.account()).stream()
            .filter(endpoint -> endpoint.active() && endpoint.filter().admits(fact.type()))
            .toList();
    deliveries.add(
        targets.stream().map(endpoint -> Delivery.due(ids.delivery(), id, endpoint, now)).toList(),
        now);
    return new Recorded(Verdict.APPLIED, targets.stream().map(Endpoint::id).toList());
  }
}

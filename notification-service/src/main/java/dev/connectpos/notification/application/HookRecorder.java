package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.Delivery;
import dev.connectpos.notification.domain.Endpoint;
import dev.connectpos.notification.domain.EndpointId;
import dev.connectpos.notification.domain.HookId;
import dev.connectpos.outbox.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Turns a fact into its notifications and their deliveries, in one transaction. The source event's
 * id, unique for each type, makes a redelivered fact a duplicate: nothing is told twice.
 */
@ApplicationScoped
class HookRecorder {
  private final AccountStore accounts;
  private final EndpointStore endpoints;
  private final HookStore hooks;
  private final DeliveryStore deliveries;
  private final FeedStore feed;
  private final HookEnvelope envelope;
  private final Ids ids;
  private final Clock clock;

  HookRecorder(
      AccountStore accounts,
      EndpointStore endpoints,
      HookStore hooks,
      DeliveryStore deliveries,
      FeedStore feed,
      HookEnvelope envelope,
      Ids ids,
      Clock clock) {
    this.accounts = accounts;
    this.endpoints = endpoints;
    this.hooks = hooks;
    this.deliveries = deliveries;
    this.feed = feed;
    this.envelope = envelope;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @param targets the endpoints that have something to do now
   */
  record Recorded(Verdict verdict, List<EndpointId> targets) {}

  /** All the notifications of one fact, or none of them. */
  @Transactional
  Recorded record(List<Fact> notifications) {
    return record(notifications, Optional.empty());
  }

  /**
   * The same.
   *
   * @param except an endpoint that is not to hear of it
   */
  @Transactional
  Recorded record(List<Fact> notifications, Optional<EndpointId> except) {
    var targets = new LinkedHashSet<EndpointId>();
    var added = new ArrayList<Fact>();
    for (Fact fact : notifications) {
      HookId id = fact.hook();
      byte[] body = envelope.render(id, accounts.nameOf(fact.account()), fact);
      if (hooks.add(fact, body)) {
        added.add(fact);
        targets.addAll(address(id, fact, except));
      }
    }
    if (added.isEmpty()) {
      return new Recorded(Verdict.DUPLICATE, List.of());
    }
    feed.append(added);
    return new Recorded(Verdict.APPLIED, List.copyOf(targets));
  }

  private List<EndpointId> address(HookId id, Fact fact, Optional<EndpointId> except) {
    Instant now = clock.instant();
    List<Endpoint> targets =
        endpoints.of(fact.account()).stream()
            .filter(endpoint -> endpoint.status().takes() && endpoint.filter().admits(fact.type()))
            .filter(endpoint -> !except.equals(Optional.of(endpoint.id())))
            .toList();
    deliveries.add(
        targets.stream().map(endpoint -> Delivery.due(ids.delivery(), id, endpoint, now)).toList(),
        now);
    return targets.stream().map(Endpoint::id).toList();
  }
}

package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.DeliveryId;
import dev.connectpos.notification.domain.EndpointId;
import dev.connectpos.notification.domain.HookType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/**
 * One request to an endpoint on its owner's demand, signed as a webhook is and of no fact: to see
 * whether it answers. It is in no log, and changes nothing about the endpoint.
 */
@ApplicationScoped
public class Pings {
  private final Endpoints endpoints;
  private final Accounts accounts;
  private final HookEnvelope envelope;
  private final WebhookGateway gateway;
  private final Ids ids;
  private final Clock clock;

  Pings(
      Endpoints endpoints,
      Accounts accounts,
      HookEnvelope envelope,
      WebhookGateway gateway,
      Ids ids,
      Clock clock) {
    this.endpoints = endpoints;
    this.accounts = accounts;
    this.envelope = envelope;
    this.gateway = gateway;
    this.ids = ids;
    this.clock = clock;
  }

  /** What came of it; nothing if the account has no such endpoint. */
  public Optional<Attempted> ping(AccountId account, EndpointId id) {
    return endpoints.target(account, id).map(target -> gateway.post(attempt(account, target)));
  }

  private Attempt attempt(AccountId account, EndpointStore.Target target) {
    UUID event = ids.event();
    var fact =
        new Fact(
            event,
            HookType.ENDPOINT_PING,
            account,
            Optional.empty(),
            0,
            clock.instant(),
            event.toString(),
            null,
            "{\"id\":\"" + target.endpoint().id() + "\"}");
    byte[] body = envelope.render(fact.hook(), accounts.nameOf(account), fact);
    var hook = new Hook(fact.hook(), Origin.of(fact), body);
    return new Attempt(new DeliveryId("ping"), 0, hook, target);
  }
}

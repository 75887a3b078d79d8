package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.Endpoint;
import dev.connectpos.notification.domain.EventFilter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Where accounts want their webhooks. */
@ApplicationScoped
public class Endpoints {
  private final EndpointStore endpoints;
  private final SecretVault vault;
  private final Ids ids;
  private final Clock clock;

  Endpoints(EndpointStore endpoints, SecretVault vault, Ids ids, Clock clock) {
    this.endpoints = endpoints;
    this.vault = vault;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What is asked for, valid already.
   *
   * @param secret {@code whsec_…} if the owner brings one
   */
  public record NewEndpoint(String url, EventFilter filter, Optional<String> secret) {}

  /**
   * A new endpoint.
   *
   * @param secret {@code whsec_…}, to be shown now and never again
   */
  public record Created(Endpoint endpoint, String secret) {}

  /** Registers an endpoint; facts from now on go there. */
  @Transactional
  public Created create(AccountId account, NewEndpoint asked) {
    String secret = asked.secret().orElseGet(vault::newSigningSecret);
    var endpoint =
        new Endpoint(ids.endpoint(), account, asked.url(), asked.filter(), true, clock.instant());
    byte[] sealed = vault.seal(secret.getBytes(StandardCharsets.UTF_8), endpoint.id().value());
    endpoints.add(endpoint, sealed);
    return new Created(endpoint, secret);
  }

  /** The account's endpoints, oldest first. */
  @Transactional
  public List<Endpoint> of(AccountId account) {
    return endpoints.of(account);
  }
}

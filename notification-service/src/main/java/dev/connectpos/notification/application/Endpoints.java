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
  /** Every fact goes to each of them, so an account cannot have any number. */
  private static final int MAX_ACTIVE = 16;

  private final AccountStore accounts;
  private final EndpointStore endpoints;
  private final SecretVault vault;
  private final Ids ids;
  private final Clock clock;

  Endpoints(
      AccountStore accounts, EndpointStore endpoints, SecretVault vault, Ids ids, Clock clock) {
    this.accounts = accounts;
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

  /**
   * Registers an endpoint; facts from now on go there.
   *
   * @return nothing if the account has {@value #MAX_ACTIVE} active ones
   */
  @Transactional
  public Optional<Created> create(AccountId account, NewEndpoint asked) {
    // The account's lock lets those who would be the sixteenth through one by one.
    var _ = accounts.lockVersion(account);
    if (endpoints.of(account).stream().filter(Endpoint::active).count() >= MAX_ACTIVE) {
      return Optional.empty();
    }
    String secret = asked.secret().orElseGet(vault::newSigningSecret);
    var endpoint =
        new Endpoint(ids.endpoint(), account, asked.url(), asked.filter(), true, clock.instant());
    byte[] sealed = vault.seal(secret.getBytes(StandardCharsets.UTF_8), endpoint.id().value());
    endpoints.add(endpoint, sealed);
    return Optional.of(new Created(endpoint, secret));
  }

  /** The account's endpoints, oldest first. */
  @Transactional
  public List<Endpoint> of(AccountId account) {
    return endpoints.of(account);
  }
}

package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.Endpoint;
import dev.connectpos.notification.domain.EndpointId;
import dev.connectpos.notification.domain.EndpointStatus;
import dev.connectpos.notification.domain.EventFilter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where accounts want their webhooks. */
@ApplicationScoped
public class Endpoints {
  /** Every fact goes to each of them, so an account cannot have any number. */
  private static final int MAX_TAKING = 16;

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
   * @param basic {@code user:password} for HTTP Basic, if the receiver wants it
   */
  public record NewEndpoint(
      String url, EventFilter filter, Optional<String> secret, Optional<String> basic) {}

  /** What is to become of an endpoint's credentials for HTTP Basic. */
  public sealed interface BasicChange {

    /** They stay. */
    record Keep() implements BasicChange {}

    /** None are sent any more. */
    record Remove() implements BasicChange {}

    /** These are sent from now on, {@code user:password}. */
    record Set(String credentials) implements BasicChange {}
  }

  /** What is to change, valid already; what is not given stays. */
  public record Change(Optional<String> url, Optional<EventFilter> filter, BasicChange basic) {}

  /**
   * A new endpoint, or a new secret of an old one.
   *
   * @param secret {@code whsec_…}, to be shown now and never again
   */
  public record Created(Endpoint endpoint, String secret) {}

  /**
   * Registers an endpoint; facts from now on go there.
   *
   * @return nothing if the account has {@value #MAX_TAKING} that are active or paused
   */
  @Transactional
  public Optional<Created> create(AccountId account, NewEndpoint asked) {
    if (isFull(account)) {
      return Optional.empty();
    }
    String secret = asked.secret().orElseGet(vault::newSigningSecret);
    var endpoint =
        new Endpoint(
            ids.endpoint(),
            account,
            asked.url(),
            asked.filter(),
            EndpointStatus.ACTIVE,
            clock.instant());
    endpoints.add(endpoint, seal(endpoint.id(), secret));
    asked.basic().ifPresent(basic -> endpoints.setBasic(endpoint.id(), sealBasic(endpoint, basic)));
    return Optional.of(new Created(endpoint, secret));
  }

  /**
   * The account's default endpoint as it is now.
   *
   * @param secret {@code whsec_…} if it has a new one, to be shown now and never again
   * @param created whether there was none
   */
  public record Default(Endpoint endpoint, Optional<String> secret, boolean created) {}

  /**
   * Makes the account's default endpoint, the oldest, what is asked for, or creates it. A secret
   * that is given signs beside the one there was for a while; given again, it changes nothing.
   */
  @Transactional
  public Default putDefault(AccountId account, NewEndpoint asked, Duration overlap) {
    // The account's lock: of two that come at once the second finds the first's.
    var _ = accounts.lockVersion(account);
    var oldest = endpoints.of(account).stream().findFirst();
    if (oldest.isEmpty()) {
      var created = create(account, asked).orElseThrow();
      return new Default(created.endpoint(), Optional.of(created.secret()), true);
    }
    EndpointId id = oldest.get().id();
    var basic =
        asked.basic().<BasicChange>map(BasicChange.Set::new).orElseGet(BasicChange.Remove::new);
    var wanted = new Change(Optional.of(asked.url()), Optional.of(asked.filter()), basic);
    asked
        .secret()
        .filter(secret -> !secret.equals(secretOf(id)))
        .ifPresent(secret -> rotate(account, id, Optional.of(secret), overlap));
    return new Default(change(account, id, wanted).orElseThrow(), asked.secret(), false);
  }

  /** The account's default endpoint: its oldest. */
  @Transactional
  public Optional<EndpointId> defaultOf(AccountId account) {
    return endpoints.of(account).stream().findFirst().map(Endpoint::id);
  }

  /** The account's endpoints, oldest first. */
  @Transactional
  public List<Endpoint> of(AccountId account) {
    return endpoints.of(account);
  }

  /** One of them. */
  @Transactional
  public Optional<Endpoint> find(AccountId account, EndpointId id) {
    return own(account, id);
  }

  /** Changes where notifications go, and which; those that wait go by it too. */
  @Transactional
  public Optional<Endpoint> change(AccountId account, EndpointId id, Change asked) {
    return own(account, id)
        .map(
            found -> {
              switch (asked.basic()) {
                case BasicChange.Keep _ -> {}
                case BasicChange.Remove _ -> endpoints.removeBasic(id);
                case BasicChange.Set set ->
                    endpoints.setBasic(id, sealBasic(found, set.credentials()));
              }
              var changed =
                  new Endpoint(
                      id,
                      account,
                      asked.url().orElse(found.url()),
                      asked.filter().orElse(found.filter()),
                      found.status(),
                      found.createdAt());
              endpoints.save(changed);
              return changed;
            });
  }

  /**
   * Gives an endpoint another secret; the one it had signs beside it for a while.
   *
   * @param secret {@code whsec_…} if the owner brings one
   */
  @Transactional
  public Optional<Created> rotate(
      AccountId account, EndpointId id, Optional<String> secret, Duration overlap) {
    return own(account, id)
        .map(
            found -> {
              String next = secret.orElseGet(vault::newSigningSecret);
              endpoints.rotate(id, seal(id, next), clock.instant().plus(overlap));
              return new Created(found, next);
            });
  }

  /** Sends nothing there until it is resumed, and keeps what arises. A disabled one stays so. */
  @Transactional
  public Optional<Endpoint> pause(AccountId account, EndpointId id) {
    return own(account, id)
        .map(found -> found.active() ? moved(found, EndpointStatus.PAUSED) : found);
  }

  /** What came of it. */
  public sealed interface Resumed {

    /** It is active. */
    record Done(Endpoint endpoint) implements Resumed {}

    /** The account has as many as it may. */
    record TooMany() implements Resumed {}

    /** The account has no such endpoint. */
    record NotFound() implements Resumed {}
  }

  /** Sends again, after a pause or after it answered 410. */
  @Transactional
  public Resumed resume(AccountId account, EndpointId id) {
    boolean full = isFull(account);
    var found = own(account, id);
    if (found.isEmpty()) {
      return new Resumed.NotFound();
    }
    return switch (found.get().status()) {
      case ACTIVE -> new Resumed.Done(found.get());
      case PAUSED -> new Resumed.Done(moved(found.get(), EndpointStatus.ACTIVE));
      case DISABLED ->
          full
              ? new Resumed.TooMany()
              : new Resumed.Done(moved(found.get(), EndpointStatus.ACTIVE));
      case DELETED -> new Resumed.NotFound();
    };
  }

  /**
   * Forgets an endpoint and its secrets; what waits for it is discarded.
   *
   * @return whether the account had it
   */
  @Transactional
  public boolean delete(AccountId account, EndpointId id) {
    var found = own(account, id);
    found.ifPresent(_ -> endpoints.delete(id, clock.instant()));
    return found.isPresent();
  }

  /** An endpoint of the account and what is needed to call it. */
  @Transactional
  public Optional<EndpointStore.Target> target(AccountId account, EndpointId id) {
    return own(account, id).map(found -> endpoints.target(found.id()));
  }

  private Endpoint moved(Endpoint endpoint, EndpointStatus status) {
    var moved =
        new Endpoint(
            endpoint.id(),
            endpoint.account(),
            endpoint.url(),
            endpoint.filter(),
            status,
            endpoint.createdAt());
    endpoints.save(moved);
    return moved;
  }

  /** The account's lock lets those who would be the sixteenth through one by one. */
  private boolean isFull(AccountId account) {
    var _ = accounts.lockVersion(account);
    return endpoints.of(account).stream().filter(it -> it.status().takes()).count() >= MAX_TAKING;
  }

  private Optional<Endpoint> own(AccountId account, EndpointId id) {
    return endpoints.lock(id).filter(it -> it.account().equals(account));
  }

  private String secretOf(EndpointId id) {
    byte[] opened = vault.open(endpoints.target(id).sealedSecret(), id.value());
    return new String(opened, StandardCharsets.UTF_8);
  }

  private byte[] seal(EndpointId id, String secret) {
    return vault.seal(secret.getBytes(StandardCharsets.UTF_8), id.value());
  }

  private byte[] sealBasic(Endpoint endpoint, String credentials) {
    return vault.seal(
        credentials.getBytes(StandardCharsets.UTF_8),
        EndpointStore.Target.basicPurpose(endpoint.id()));
  }
}

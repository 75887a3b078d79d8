package dev.connectpos.notification.persistence;

import dev.connectpos.notification.application.EndpointStore.Previous;
import dev.connectpos.notification.application.EndpointStore.Target;
import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.Endpoint;
import dev.connectpos.notification.domain.EndpointId;
import dev.connectpos.notification.domain.EndpointStatus;
import dev.connectpos.notification.domain.EventFilter;
import dev.connectpos.notification.domain.HookType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "endpoint")
class EndpointRow {
  @Id String id;

  @Column(name = "account_id")
  String accountId;

  @Column String url;

  @Column String events;

  @Column boolean active;

  @Column boolean paused;

  @Column(name = "deleted_at")
  @Nullable Instant deletedAt;

  @Column(name = "sealed_secret")
  byte[] sealedSecret;

  @Column(name = "previous_secret")
  byte @Nullable [] previousSecret;

  @Column(name = "previous_until")
  @Nullable Instant previousUntil;

  @Column(name = "sealed_basic")
  byte @Nullable [] sealedBasic;

  @Column(name = "created_at")
  Instant createdAt;

  static EndpointRow of(Endpoint endpoint, byte[] sealedSecret) {
    var row = new EndpointRow();
    row.id = endpoint.id().value();
    row.accountId = endpoint.account().value();
    row.sealedSecret = sealedSecret;
    row.createdAt = endpoint.createdAt();
    row.take(endpoint);
    return row;
  }

  /** Takes over what changes in an endpoint. */
  void take(Endpoint endpoint) {
    url = endpoint.url();
    events =
        endpoint.filter().types().stream().map(HookType::wireName).collect(Collectors.joining(","));
    active = endpoint.status().takes();
    paused = endpoint.status() == EndpointStatus.PAUSED;
  }

  Endpoint toEndpoint() {
    return new Endpoint(
        new EndpointId(id),
        new AccountId(accountId),
        url,
        new EventFilter(types()),
        status(),
        createdAt);
  }

  Target toTarget() {
    Optional<Previous> previous =
        previousSecret == null || previousUntil == null
            ? Optional.empty()
            : Optional.of(new Previous(previousSecret, previousUntil));
    return new Target(toEndpoint(), sealedSecret, previous, Optional.ofNullable(sealedBasic));
  }

  private EndpointStatus status() {
    if (deletedAt != null) {
      return EndpointStatus.DELETED;
    }
    if (!active) {
      return EndpointStatus.DISABLED;
    }
    return paused ? EndpointStatus.PAUSED : EndpointStatus.ACTIVE;
  }

  /** A type that this version does not know would silently widen the filter, so it is an error. */
  private List<HookType> types() {
    return events.isEmpty()
        ? List.of()
        : Arrays.stream(events.split(",", -1))
            .map(name -> HookType.of(name).orElseThrow())
            .toList();
  }
}

package dev.connectpos.notification.persistence;

import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.Endpoint;
import dev.connectpos.notification.domain.EndpointId;
import dev.connectpos.notification.domain.EventFilter;
import dev.connectpos.notification.domain.HookType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

@Entity
@Table(name = "endpoint")
class EndpointRow {
  @Id String id;

  @Column(name = "account_id")
  String accountId;

  @Column String url;

  @Column String events;

  @Column boolean active;

  @Column(name = "sealed_secret")
  byte[] sealedSecret;

  @Column(name = "created_at")
  Instant createdAt;

  static EndpointRow of(Endpoint endpoint, byte[] sealedSecret) {
    var row = new EndpointRow();
    row.id = endpoint.id().value();
    row.accountId = endpoint.account().value();
    row.url = endpoint.url();
    row.events =
        endpoint.filter().types().stream().map(HookType::wireName).collect(Collectors.joining(","));
    row.active = endpoint.active();
    row.sealedSecret = sealedSecret;
    row.createdAt = endpoint.createdAt();
    return row;
  }

  Endpoint toEndpoint() {
    return new Endpoint(
        new EndpointId(id),
        new AccountId(accountId),
        url,
        new EventFilter(types()),
        active,
        createdAt);
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

package dev.connectpos.order.persistence;

import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.Environment;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;

/**
 * An account. {@code open_orders} is not mapped: it is only ever changed in one conditional update
 * (see {@link PanacheAccountStore}), which a flush of this row must not undo.
 */
@Entity
@Table(name = "account")
class AccountRow {
  @Id String id;

  @Column(name = "name")
  String name;

  @Column(name = "environment")
  String environment;

  @Column(name = "time_zone")
  String timeZone;

  @Column(name = "refuses_reused_keys")
  boolean refusesReusedKeys;

  @Column(name = "stream_version")
  long streamVersion;

  @Column(name = "created_at")
  Instant createdAt;

  static AccountRow of(Account account, long streamVersion) {
    var row = new AccountRow();
    row.id = account.id().value();
    row.name = account.name();
    row.environment = Words.of(account.environment());
    row.timeZone = account.timeZone().getId();
    row.refusesReusedKeys = account.refusesReusedKeys();
    row.streamVersion = streamVersion;
    row.createdAt = account.createdAt();
    return row;
  }

  Account account() {
    return new Account(
        new AccountId(id),
        name,
        Words.read(Environment.class, environment),
        ZoneId.of(timeZone),
        refusesReusedKeys,
        createdAt);
  }

  long takeVersion() {
    streamVersion++;
    return streamVersion;
  }
}

package dev.connectpos.order.persistence;

import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.ApiKey;
import dev.connectpos.order.domain.ApiKeyId;
import dev.connectpos.order.domain.KeyKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key's hash and whose it is. */
@Entity
@Table(name = "api_key")
class ApiKeyRow {
  @Id String id;

  @Column(name = "account_id")
  String accountId;

  @Column(name = "kind")
  String kind;

  @Column(name = "sha256")
  String sha256;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "valid_until")
  @Nullable Instant validUntil;

  static ApiKeyRow of(ApiKey key) {
    var row = new ApiKeyRow();
    row.id = key.id().value();
    row.accountId = key.account().value();
    row.kind = Words.of(key.kind());
    row.sha256 = key.sha256();
    row.createdAt = key.createdAt();
    row.validUntil = key.validUntil();
    return row;
  }

  void follow(ApiKey key) {
    validUntil = key.validUntil();
  }

  ApiKey key() {
    return new ApiKey(
        new ApiKeyId(id),
        new AccountId(accountId),
        Words.read(KeyKind.class, kind),
        sha256,
        createdAt,
        validUntil);
  }
}

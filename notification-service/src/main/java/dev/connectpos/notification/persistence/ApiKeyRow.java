package dev.connectpos.notification.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "api_key")
class ApiKeyRow {
  @Id
  @Column(name = "key_sha256")
  String keySha256;

  @Column(name = "key_id")
  String keyId;

  @Column(name = "account_id")
  String accountId;

  @Column boolean secret;

  @Column(name = "valid_until")
  @Nullable Instant validUntil;

  boolean opens(Instant now) {
    return secret && (validUntil == null || now.isBefore(validUntil));
  }
}

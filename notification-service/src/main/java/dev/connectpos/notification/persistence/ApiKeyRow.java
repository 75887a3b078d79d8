package dev.connectpos.notification.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

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
}

package dev.connectpos.notification.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "account")
class AccountRow {
  @Id String id;

  @Nullable String name;

  @Column(name = "last_version")
  long lastVersion;
}

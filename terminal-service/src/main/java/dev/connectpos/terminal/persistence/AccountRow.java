package dev.connectpos.terminal.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Table {@code account}. */
@Entity
@Table(name = "account")
class AccountRow {
  @Id String id;

  @Column(name = "wrong_codes")
  int wrongCodes;

  @Column(name = "wrong_codes_since")
  @Nullable Instant wrongCodesSince;

  @Column boolean printing;

  @Column(name = "time_zone")
  String timeZone;

  @Column(name = "admin_password_hash")
  @Nullable String adminPasswordHash;
}

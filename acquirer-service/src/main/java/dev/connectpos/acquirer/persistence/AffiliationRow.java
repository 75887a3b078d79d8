package dev.connectpos.acquirer.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of {@code affiliation}. */
@Entity
@Table(name = "affiliation")
class AffiliationRow {
  @Id
  @Column(name = "account_id")
  String accountId;

  @JdbcTypeCode(SqlTypes.CHAR)
  @Column(name = "sak")
  String sak;

  @Column(name = "name")
  String name;

  @Column(name = "environment")
  String environment;

  @Column(name = "time_zone")
  String timeZone;

  @Column(name = "zero_dollar_allowed")
  boolean zeroDollarAllowed;

  @Column(name = "last_version")
  long lastVersion;

  @Column(name = "opened_at")
  Instant openedAt;
}

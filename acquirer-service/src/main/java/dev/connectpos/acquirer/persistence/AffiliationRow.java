package dev.connectpos.acquirer.persistence;

import dev.connectpos.acquirer.application.AffiliationStore.Switchboard;
import dev.connectpos.acquirer.domain.AffiliationServices;
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

  @Column(name = "soft_descriptor_allowed")
  boolean softDescriptorAllowed;

  @Column(name = "soft_descriptor_max_length")
  short softDescriptorMaxLength;

  @Column(name = "pre_authorization_allowed")
  boolean preAuthorizationAllowed;

  @Column(name = "print_allowed")
  boolean printAllowed;

  @Column(name = "stated_version")
  long statedVersion;

  @Column(name = "zero_dollar_allowed")
  boolean zeroDollarAllowed;

  @Column(name = "last_version")
  long lastVersion;

  @Column(name = "opened_at")
  Instant openedAt;

  AffiliationServices services() {
    return new AffiliationServices(
        softDescriptorAllowed,
        softDescriptorMaxLength,
        zeroDollarAllowed,
        preAuthorizationAllowed,
        printAllowed);
  }

  void follow(Switchboard now) {
    softDescriptorAllowed = now.services().softDescriptor();
    softDescriptorMaxLength = (short) now.services().softDescriptorMaxLength();
    zeroDollarAllowed = now.services().zeroDollar();
    preAuthorizationAllowed = now.services().preAuthorization();
    printAllowed = now.services().print();
    statedVersion = now.statedVersion();
  }
}

package dev.connectpos.order.persistence;

import dev.connectpos.order.application.AccountStore.KeptAccount;
import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.AccountSettings;
import dev.connectpos.order.domain.AcquirerServices;
import dev.connectpos.order.domain.Environment;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * An account. {@code open_orders} and the numbers of its lists are not mapped: they are only ever
 * changed in single updates (see {@link PanacheAccountStore}, and the migration that makes the
 * lists), which a flush of this row must not undo.
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

  @Column(name = "overpayment_allowed")
  boolean overpaymentAllowed;

  @Column(name = "soft_descriptor_allowed")
  boolean softDescriptorAllowed;

  @Column(name = "soft_descriptor_max_length")
  int softDescriptorMaxLength;

  @Column(name = "zero_dollar_allowed")
  boolean zeroDollarAllowed;

  @Column(name = "pre_authorization_allowed")
  boolean preAuthorizationAllowed;

  @Column(name = "print_allowed")
  boolean printAllowed;

  @Column(name = "refuses_reused_keys")
  boolean refusesReusedKeys;

  @Column(name = "max_open_orders")
  @Nullable Integer maxOpenOrders;

  @Column(name = "minimum_minor")
  long minimumMinor;

  @Column(name = "sak")
  @Nullable String sak;

  @Column(name = "affiliation_version")
  long affiliationVersion;

  @Column(name = "stream_version")
  long streamVersion;

  @Column(name = "created_at")
  Instant createdAt;

  static AccountRow of(KeptAccount kept) {
    var account = kept.account();
    var row = new AccountRow();
    row.id = account.id().value();
    row.environment = Words.of(account.environment());
    row.createdAt = account.createdAt();
    row.follow(kept);
    return row;
  }

  /** Takes over what may change in the life of an account. */
  final void follow(KeptAccount kept) {
    var settings = kept.account().settings();
    name = settings.name();
    timeZone = settings.timeZone().getId();
    overpaymentAllowed = settings.overpaymentAllowed();
    var services = kept.account().services();
    softDescriptorAllowed = services.softDescriptor();
    softDescriptorMaxLength = services.softDescriptorMaxLength();
    zeroDollarAllowed = services.zeroDollar();
    preAuthorizationAllowed = services.preAuthorization();
    printAllowed = services.print();
    refusesReusedKeys = settings.refusesReusedKeys();
    maxOpenOrders = settings.maxOpenOrders();
    minimumMinor = settings.minimumMinor();
    sak = kept.account().sak();
    affiliationVersion = kept.heard();
    streamVersion = kept.streamVersion();
  }

  Account account() {
    return new Account(
        new AccountId(id),
        Words.read(Environment.class, environment),
        new AccountSettings(
            name,
            ZoneId.of(timeZone),
            overpaymentAllowed,
            refusesReusedKeys,
            maxOpenOrders,
            minimumMinor),
        sak,
        new AcquirerServices(
            softDescriptorAllowed,
            softDescriptorMaxLength,
            zeroDollarAllowed,
            preAuthorizationAllowed,
            printAllowed),
        createdAt);
  }

  KeptAccount kept() {
    return new KeptAccount(account(), streamVersion, affiliationVersion);
  }
}

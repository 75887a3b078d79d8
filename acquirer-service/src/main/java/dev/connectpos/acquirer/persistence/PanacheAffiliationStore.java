package dev.connectpos.acquirer.persistence;

import dev.connectpos.acquirer.application.AffiliationStore;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.AffiliationService;
import dev.connectpos.acquirer.domain.OrderId;
import dev.connectpos.outbox.Verdict;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Affiliations in their tables. */
@ApplicationScoped
class PanacheAffiliationStore
    implements AffiliationStore, PanacheRepositoryBase<AffiliationRow, String> {
  private static final String TEST = "test";

  @Override
  public Verdict open(Affiliation affiliation, Instant at) {
    int inserted =
        getEntityManager()
            .createNativeQuery(
                """
                INSERT INTO affiliation
                  (account_id, sak, name, environment, time_zone, last_version, opened_at)
                VALUES (:account, :sak, :name, :environment, :zone, 1, :at)
                ON CONFLICT (account_id) DO NOTHING""")
            .setParameter("account", affiliation.accountId().value())
            .setParameter("sak", affiliation.key())
            .setParameter("name", affiliation.name())
            .setParameter("environment", affiliation.environment())
            .setParameter("zone", affiliation.timeZone())
            .setParameter("at", at)
            .executeUpdate();
    return inserted == 1 ? Verdict.APPLIED : Verdict.DUPLICATE;
  }

  @Override
  public Verdict pass(AccountId accountId, long version) {
    return apply(accountId, version, _ -> {});
  }

  @Override
  public Verdict change(AccountId accountId, Settings settings, long version) {
    return apply(
        accountId,
        version,
        row -> {
          row.name = settings.name();
          row.timeZone = settings.timeZone();
        });
  }

  @Override
  public Verdict check(AccountId accountId, SetupCheck check, long version) {
    return apply(accountId, version, row -> keep(row.accountId, check));
  }

  private void keep(String accountId, SetupCheck check) {
    getEntityManager()
        .createNativeQuery(
            """
            INSERT INTO setup_check (account_id, order_id, terminal_serial, started_at, expires_at)
            VALUES (:account, :order, :serial, :started, :expires)
            ON CONFLICT (account_id) DO UPDATE SET
              order_id = excluded.order_id, terminal_serial = excluded.terminal_serial,
              started_at = excluded.started_at, expires_at = excluded.expires_at""")
        .setParameter("account", accountId)
        .setParameter("order", check.orderId().value())
        .setParameter("serial", check.terminalSerial())
        .setParameter("started", check.startedAt())
        .setParameter("expires", check.expiresAt())
        .executeUpdate();
  }

  private Verdict apply(AccountId accountId, long version, Consumer<AffiliationRow> change) {
    AffiliationRow row = findById(accountId.value(), LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      return Verdict.GAP;
    }
    Verdict verdict = Verdict.of(row.lastVersion, version);
    if (verdict == Verdict.APPLIED) {
      row.lastVersion = version;
      change.accept(row);
    }
    return verdict;
  }

  @Override
  public Optional<ZoneId> zoneOf(AccountId accountId) {
    return findByIdOptional(accountId.value()).map(row -> ZoneId.of(row.timeZone));
  }

  @Override
  public Optional<Affiliate> affiliateOf(AccountId accountId) {
    return findByIdOptional(accountId.value())
        .map(row -> new Affiliate(row.sak, row.environment.equals(TEST), row.services()));
  }

  @Override
  public Optional<Switchboard> lock(AccountId accountId) {
    return Optional.ofNullable(findById(accountId.value(), LockModeType.PESSIMISTIC_WRITE))
        .map(row -> new Switchboard(row.services(), row.statedVersion));
  }

  @Override
  public void save(AccountId accountId, Switchboard now, Switch done, Instant at) {
    findById(accountId.value()).follow(now);
    boolean descriptor = done.service() == AffiliationService.SOFT_DESCRIPTOR;
    getEntityManager()
        .createNativeQuery(
            """
            INSERT INTO affiliation_switch
              (account_id, service, enabled, max_length, switched_at, switched_by, reason)
            VALUES
              (:account, :service, :enabled, cast(:length AS smallint), :at, :by, cast(:reason AS text))\
            """)
        .setParameter("account", accountId.value())
        .setParameter("service", done.service().word())
        .setParameter("enabled", done.enabled())
        .setParameter("length", descriptor ? now.services().softDescriptorMaxLength() : null)
        .setParameter("at", at)
        .setParameter("by", done.by())
        .setParameter("reason", done.reason())
        .executeUpdate();
  }

  @Override
  public Optional<Profile> profile(AccountId accountId) {
    return findByIdOptional(accountId.value())
        .map(
            row ->
                new Profile(
                    new Affiliation(accountId, row.sak, row.name, row.environment, row.timeZone),
                    row.openedAt,
                    row.services(),
                    switches(row.accountId),
                    check(row.accountId)));
  }

  private Map<AffiliationService, Switched> switches(String accountId) {
    List<Tuple> rows =
        getEntityManager()
            .unwrap(Session.class)
            .createNativeQuery(
                """
                SELECT DISTINCT ON (service) service, switched_at, switched_by, reason
                FROM affiliation_switch WHERE account_id = :account ORDER BY service, number DESC""",
                Tuple.class)
            .setParameter("account", accountId)
            .getResultList();
    var switches = new EnumMap<AffiliationService, Switched>(AffiliationService.class);
    for (Tuple row : rows) {
      switches.put(
          AffiliationService.of(row.get("service", String.class)).orElseThrow(),
          new Switched(
              row.get("switched_at", Instant.class),
              row.get("switched_by", String.class),
              row.get("reason", String.class)));
    }
    return switches;
  }

  private @Nullable SetupCheck check(String accountId) {
    List<Tuple> rows =
        getEntityManager()
            .unwrap(Session.class)
            .createNativeQuery(
                """
                SELECT order_id, terminal_serial, started_at, expires_at
                FROM setup_check WHERE account_id = :account""",
                Tuple.class)
            .setParameter("account", accountId)
            .getResultList();
    return rows.stream()
        .map(
            row ->
                new SetupCheck(
                    new OrderId(row.get("order_id", String.class)),
                    row.get("terminal_serial", String.class),
                    row.get("started_at", Instant.class),
                    row.get("expires_at", Instant.class)))
        .findFirst()
        .orElse(null);
  }
}

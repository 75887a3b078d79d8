package dev.connectpos.acquirer.persistence;

import dev.connectpos.acquirer.application.AffiliationStore;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.outbox.Verdict;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;

/** Affiliations in their table. */
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
          row.zeroDollarAllowed = settings.zeroDollarAllowed();
        });
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
        .map(row -> new Affiliate(row.sak, row.environment.equals(TEST), row.zeroDollarAllowed));
  }
}

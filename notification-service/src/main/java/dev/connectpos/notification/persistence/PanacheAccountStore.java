package dev.connectpos.notification.persistence;

import dev.connectpos.notification.application.AccountStore;
import dev.connectpos.notification.application.IssuedKey;
import dev.connectpos.notification.domain.AccountId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;

/** Accounts in PostgreSQL. */
@ApplicationScoped
class PanacheAccountStore implements AccountStore, PanacheRepositoryBase<AccountRow, String> {

  @Override
  public long lockVersion(AccountId id) {
    return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE)
        .map(row -> row.lastVersion)
        .orElse(0L);
  }

  @Override
  public void advance(AccountId id, Optional<String> name, long version) {
    AccountRow row = findById(id.value());
    boolean isNew = row == null;
    AccountRow changed = isNew ? new AccountRow() : row;
    changed.id = id.value();
    name.ifPresent(given -> changed.name = given);
    changed.lastVersion = version;
    if (isNew) {
      persist(changed);
    }
  }

  @Override
  public void addKey(AccountId account, IssuedKey key) {
    var row = new ApiKeyRow();
    row.keySha256 = key.sha256();
    row.keyId = key.id();
    row.accountId = account.value();
    row.secret = key.secret();
    getEntityManager().persist(row);
  }

  @Override
  public void revokeKey(AccountId account, String sha256, Instant validUntil) {
    getEntityManager()
        .createQuery(
            "update ApiKeyRow set validUntil = :until"
                + " where keySha256 = :sha256 and accountId = :account")
        .setParameter("until", validUntil)
        .setParameter("sha256", sha256)
        .setParameter("account", account.value())
        .executeUpdate();
  }

  @Override
  public Optional<AccountId> bySecretKey(String sha256, Instant now) {
    return Optional.ofNullable(getEntityManager().find(ApiKeyRow.class, sha256))
        .filter(row -> row.opens(now))
        .map(row -> new AccountId(row.accountId));
  }

  @Override
  public Optional<String> nameOf(AccountId id) {
    return findByIdOptional(id.value()).map(row -> row.name);
  }
}

package dev.connectpos.order.persistence;

import dev.connectpos.order.application.AccountStore;
import dev.connectpos.order.application.KeyHolder;
import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.ApiKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;

/** Accounts and keys in PostgreSQL. */
@ApplicationScoped
class PanacheAccountStore implements AccountStore, PanacheRepositoryBase<AccountRow, String> {

  @Override
  public void insert(Account account) {
    persist(AccountRow.of(account, 1));
  }

  @Override
  public Optional<Versioned> lockForEvent(AccountId id) {
    return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE)
        .map(row -> new Versioned(row.account(), row.takeVersion()));
  }

  @Override
  public void insert(ApiKey key) {
    getEntityManager().persist(ApiKeyRow.of(key));
  }

  @Override
  public Optional<KeyHolder> holderOf(String keySha256) {
    return getEntityManager()
        .createQuery(
            "select a, k from ApiKeyRow k join AccountRow a on a.id = k.accountId"
                + " where k.sha256 = :sha256",
            Object[].class)
        .setParameter("sha256", keySha256)
        .getResultStream()
        .map(row -> new KeyHolder(((AccountRow) row[0]).account(), ((ApiKeyRow) row[1]).kind()))
        .findFirst();
  }

  @Override
  public boolean takePlace(AccountId account, int limit) {
    return getEntityManager()
            .createNativeQuery(
                "UPDATE account SET open_orders = open_orders + 1"
                    + " WHERE id = :id AND open_orders < :limit")
            .setParameter("id", account.value())
            .setParameter("limit", limit)
            .executeUpdate()
        == 1;
  }

  @Override
  public void givePlaceBack(AccountId account) {
    getEntityManager()
        .createNativeQuery("UPDATE account SET open_orders = open_orders - 1 WHERE id = :id")
        .setParameter("id", account.value())
        .executeUpdate();
  }
}

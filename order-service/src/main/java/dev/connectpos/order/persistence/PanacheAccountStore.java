package dev.connectpos.order.persistence;

import dev.connectpos.order.application.AccountStore;
import dev.connectpos.order.application.BusyException;
import dev.connectpos.order.application.KeyHolder;
import dev.connectpos.order.application.ListStore.Found;
import dev.connectpos.order.application.ListStore.Slice;
import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.ApiKey;
import dev.connectpos.order.domain.ApiKeyId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.PessimisticLockException;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Accounts and keys in PostgreSQL. */
@ApplicationScoped
class PanacheAccountStore implements AccountStore, PanacheRepositoryBase<AccountRow, String> {

  @Override
  public Optional<Account> find(AccountId id) {
    return findByIdOptional(id.value()).map(AccountRow::account);
  }

  /** Ids sort by time. Accounts are few: one per establishment. */
  @Override
  public Found<Account> list(Slice slice) {
    var page = find("order by id desc").page(slice.page() - 1, slice.size()).list();
    return new Found<>(page, count()).as(AccountRow::account);
  }

  @Override
  public Optional<KeptAccount> lock(AccountId id) {
    return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE).map(AccountRow::kept);
  }

  @Override
  public void insert(KeptAccount account) {
    persist(AccountRow.of(account));
  }

  @Override
  public void save(KeptAccount kept) {
    findById(kept.account().id().value()).follow(kept);
  }

  @Override
  public void insert(ApiKey key) {
    getEntityManager().persist(ApiKeyRow.of(key));
  }

  @Override
  public void save(ApiKey key) {
    getEntityManager().find(ApiKeyRow.class, key.id().value()).follow(key);
  }

  @Override
  public Optional<ApiKey> find(AccountId account, ApiKeyId key) {
    return Optional.ofNullable(getEntityManager().find(ApiKeyRow.class, key.value()))
        .map(ApiKeyRow::key)
        .filter(found -> found.account().equals(account));
  }

  @Override
  public List<ApiKey> keys(AccountId account) {
    return getEntityManager()
        .createQuery("from ApiKeyRow where accountId = :account order by id", ApiKeyRow.class)
        .setParameter("account", account.value())
        .getResultStream()
        .map(ApiKeyRow::key)
        .toList();
  }

  @Override
  public Optional<KeyHolder> holderOf(String keySha256, Instant now) {
    return getEntityManager()
        .createQuery(
            "select a, k from ApiKeyRow k join AccountRow a on a.id = k.accountId"
                + " where k.sha256 = :sha256",
            Object[].class)
        .setParameter("sha256", keySha256)
        .getResultStream()
        .map(row -> new KeyHolder(((AccountRow) row[0]).account(), ((ApiKeyRow) row[1]).key()))
        .filter(holder -> !holder.key().isOverAt(now))
        .findFirst();
  }

  @Override
  public boolean takePlace(AccountId account, int limit) {
    var taken =
        getEntityManager()
            .createNativeQuery(
                "UPDATE account SET open_orders = open_orders + 1"
                    + " WHERE id = :id AND open_orders < coalesce(max_open_orders, :limit)")
            .setParameter("id", account.value())
            .setParameter("limit", limit);
    return update(account, taken) == 1;
  }

  @Override
  public void givePlaceBack(AccountId account) {
    var given =
        getEntityManager()
            .createNativeQuery("UPDATE account SET open_orders = open_orders - 1 WHERE id = :id")
            .setParameter("id", account.value());
    update(account, given);
  }

  private static int update(AccountId account, Query query) {
    try {
      return query.executeUpdate();
    } catch (PessimisticLockException | LockTimeoutException e) {
      throw new BusyException("account " + account, e);
    }
  }
}

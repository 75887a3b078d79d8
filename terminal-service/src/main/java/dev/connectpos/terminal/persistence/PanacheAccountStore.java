package dev.connectpos.terminal.persistence;

import dev.connectpos.terminal.application.AccountStore;
import dev.connectpos.terminal.domain.AccountId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Table {@code account}. */
@ApplicationScoped
class PanacheAccountStore implements AccountStore, PanacheRepositoryBase<AccountRow, String> {

  @Override
  public boolean add(AccountId account, ZoneId timeZone) {
    return getEntityManager()
            .createNativeQuery(
                "insert into account (id, time_zone) values (?1, ?2) on conflict do nothing")
            .setParameter(1, account.value())
            .setParameter(2, timeZone.getId())
            .executeUpdate()
        == 1;
  }

  @Override
  public Optional<WrongCodes> lock(AccountId account) {
    return findByIdOptional(account.value(), LockModeType.PESSIMISTIC_WRITE)
        .map(row -> new WrongCodes(row.wrongCodes, row.wrongCodesSince));
  }

  @Override
  public void save(AccountId account, WrongCodes wrongCodes) {
    AccountRow row = findById(account.value());
    row.wrongCodes = wrongCodes.count();
    row.wrongCodesSince = wrongCodes.since();
  }

  @Override
  public void move(AccountId account, ZoneId timeZone) {
    findByIdOptional(account.value(), LockModeType.PESSIMISTIC_WRITE)
        .ifPresent(row -> row.timeZone = timeZone.getId());
  }

  @Override
  public ZoneId timeZone(AccountId account) {
    return findByIdOptional(account.value())
        .map(row -> ZoneId.of(row.timeZone))
        .orElseThrow(() -> new IllegalStateException("no account " + account));
  }

  @Override
  public boolean exists(AccountId account) {
    return findByIdOptional(account.value()).isPresent();
  }

  @Override
  public Optional<String> adminPassword(AccountId account) {
    return findByIdOptional(account.value()).map(row -> row.adminPasswordHash);
  }

  @Override
  public boolean saveAdminPassword(AccountId account, @Nullable String hash) {
    Optional<AccountRow> row = findByIdOptional(account.value(), LockModeType.PESSIMISTIC_WRITE);
    row.ifPresent(r -> r.adminPasswordHash = hash);
    return row.isPresent();
  }

  @Override
  public boolean mayPrint(AccountId account) {
    return findByIdOptional(account.value()).filter(row -> row.printing).isPresent();
  }

  @Override
  public boolean allowPrinting(AccountId account, boolean allowed) {
    Optional<AccountRow> row = findByIdOptional(account.value(), LockModeType.PESSIMISTIC_WRITE);
    row.ifPresent(r -> r.printing = allowed);
    return row.isPresent();
  }
}

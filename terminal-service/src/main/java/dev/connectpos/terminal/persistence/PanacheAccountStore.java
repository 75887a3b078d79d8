package dev.connectpos.terminal.persistence;

import dev.connectpos.terminal.application.AccountStore;
import dev.connectpos.terminal.domain.AccountId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;

/** Table {@code account}. */
@ApplicationScoped
class PanacheAccountStore implements AccountStore, PanacheRepositoryBase<AccountRow, String> {

  @Override
  public boolean add(AccountId account) {
    return getEntityManager()
            .createNativeQuery("insert into account (id) values (?1) on conflict do nothing")
            .setParameter(1, account.value())
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

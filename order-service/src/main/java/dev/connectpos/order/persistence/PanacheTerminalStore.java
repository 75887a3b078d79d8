package dev.connectpos.order.persistence;

import dev.connectpos.order.application.TerminalStore;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.Terminal;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;

/** Known terminals in PostgreSQL. */
@ApplicationScoped
class PanacheTerminalStore implements TerminalStore, PanacheRepositoryBase<TerminalRow, String> {

  /** Should a serial number have been paired twice, the newer terminal is the one that exists. */
  @Override
  public Optional<Terminal> find(AccountId account, String serialNumber) {
    return find(
            "accountId = ?1 and serialNumber = ?2 order by id desc", account.value(), serialNumber)
        .range(0, 0)
        .firstResultOptional()
        .map(TerminalRow::terminal);
  }

  @Override
  public Optional<Long> lockLastHeard(String terminalId) {
    return findByIdOptional(terminalId, LockModeType.PESSIMISTIC_WRITE)
        .map(TerminalRow::lastVersion);
  }

  /** Two consumers can only meet here on a first message, and then the primary key decides. */
  @Override
  public void keep(Terminal terminal, long version) {
    findByIdOptional(terminal.id())
        .ifPresentOrElse(
            row -> row.follow(terminal, version), () -> persist(TerminalRow.of(terminal, version)));
  }

  @Override
  public void heard(String terminalId, long version) {
    findById(terminalId).heard(version);
  }
}

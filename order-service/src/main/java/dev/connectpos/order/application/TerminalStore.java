package dev.connectpos.order.application;

import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.Terminal;
import java.util.Optional;

/** Where the known terminals are kept. Writes need a running transaction. */
public interface TerminalStore {

  /** What is known of the account's terminal with the serial number, if anything is. */
  Optional<Terminal> find(AccountId account, String serialNumber);

  /** Version of the last message about the terminal, locked; empty if it is not known. */
  Optional<Long> lockLastHeard(String terminalId);

  /** Keeps the terminal as the message says; fails if another transaction does so just now. */
  void keep(Terminal terminal, long version);

  /** Keeps that a message of no interest was heard. */
  void heard(String terminalId, long version);
}

package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.OpenOrder;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.Terminal;
import java.util.Optional;

/** Orders, each for one terminal. */
public interface OrderStore {

  /** Whose order it is and for which terminal; never changes. */
  record Address(AccountId account, String terminalSerial) {}

  /** Adds it; false if it is there already. */
  boolean add(OpenOrder order);

  /** Where the order belongs, to lock the terminal before the order is read. */
  Optional<Address> addressOf(OrderId id);

  Optional<OpenOrder> find(OrderId id);

  Optional<OpenOrder> lock(OrderId id);

  void save(OpenOrder order);

  /** The order that holds the terminal's screen. */
  Optional<OpenOrder> current(Terminal terminal);

  /** The order that waits longest for the terminal. */
  Optional<OpenOrder> nextQueued(Terminal terminal);
}

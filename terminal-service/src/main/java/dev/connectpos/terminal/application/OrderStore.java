package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.OpenOrder;
import dev.connectpos.terminal.domain.OrderAddress;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.Terminal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Orders. A direct one changes under the locks of its terminal and its row, a listed one under the
 * lock of its row, and with it the account's list version rises.
 */
public interface OrderStore {

  /** Whose order it is, and which terminals it is for until one of them is replaced. */
  record Place(AccountId account, OrderAddress address) {}

  /**
   * Which part of a terminal's list is asked for.
   *
   * @param text part of code or display name, empty for all
   * @param after the last order of the page before, absent for the first
   * @param limit at most this many
   */
  record Page(String text, @Nullable OrderId after, int limit) {}

  /** Adds it; false if it is there already. */
  boolean add(OpenOrder order);

  /** Where the order belongs, to lock the terminal before the order is read. */
  Optional<Place> placeOf(OrderId id);

  Optional<OpenOrder> find(OrderId id);

  Optional<OpenOrder> lock(OrderId id);

  void save(OpenOrder order);

  /** The direct order that holds the terminal's screen. */
  Optional<OpenOrder> current(Terminal terminal);

  /** The direct order that waits longest for the terminal and owes something. */
  Optional<OpenOrder> nextQueued(Terminal terminal);

  /** Listed orders that the terminal may pick, the oldest first. */
  List<OpenOrder> listed(Terminal terminal, Page page);

  /**
   * Orders that wait for a replaced terminal wait for its successor from now on, in the place that
   * they have; both terminals are locked. One that is being paid stays where it is.
   */
  void readdress(Terminal replaced, Terminal successor);

  /** Raises the version of the account's listed orders; the last lock that a transaction takes. */
  void raiseList(AccountId account);

  /** The version of the account's listed orders. */
  long listVersion(AccountId account);
}

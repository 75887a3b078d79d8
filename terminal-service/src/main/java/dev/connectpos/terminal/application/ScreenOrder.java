package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.OpenOrder;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.OrderStatus;
import dev.connectpos.terminal.domain.ScreenPolicy;
import dev.connectpos.terminal.domain.Terminal;
import dev.connectpos.terminal.domain.TerminalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is on a terminal (features O2, O3): the listed order that was picked, else one
 * direct order at a time, in order of placement. Called inside the transaction that changed
 * something.
 */
@ApplicationScoped
class ScreenOrder {
  private final TerminalStore terminals;
  private final OrderStore orders;
  private final AttemptStore attempts;
  private final Event<ScreenChanged> changed;
  private final Event<ListChanged> listChanged;

  ScreenOrder(
      TerminalStore terminals,
      OrderStore orders,
      AttemptStore attempts,
      Event<ScreenChanged> changed,
      Event<ListChanged> listChanged) {
    this.terminals = terminals;
    this.orders = orders;
    this.attempts = attempts;
    this.changed = changed;
    this.listChanged = listChanged;
  }

  /**
   * Brings an order in line with its attempts; the order is locked. Terminals that have picked a
   * listed one are not locked for it: each finds the change by the version of the list.
   */
  void settle(OpenOrder order) {
    orders.save(order.settle(attempts.ofOrder(order.id())));
    if (order.isListed()) {
      raiseList(order);
    }
  }

  /** The account's listed orders have changed. */
  void raiseList(OpenOrder order) {
    orders.raiseList(order.accountId());
    listChanged.fire(new ListChanged(order.accountId()));
  }

  /**
   * Shows the next direct order if the screen is free, and tells whoever holds the socket; the
   * terminal is locked. On a deactivated terminal only what is being paid holds the screen.
   */
  void advance(Terminal terminal, Instant at) {
    if (terminal.isActive()) {
      showNext(terminal, at);
    } else {
      clear(terminal);
    }
    touch(terminal.id());
  }

  /**
   * The orders that wait for a replaced terminal go on to its successor; both are locked, the
   * replaced one first, and the replaced one has been given free.
   */
  void handOn(Terminal replaced, Terminal successor, Instant at) {
    orders.readdress(replaced, successor);
    orders.raiseList(replaced.accountId());
    listChanged.fire(new ListChanged(replaced.accountId()));
    advance(successor, at);
  }

  /** Something else than an order is to be told on a terminal; it is locked. */
  void touch(TerminalId terminal) {
    terminals.raiseScreen(terminal);
    changed.fire(new ScreenChanged(terminal));
  }

  private void clear(Terminal terminal) {
    if (!attempts.hasLive(terminal.id())) {
      terminals.pick(terminal.id(), null);
      orders
          .current(terminal)
          .filter(order -> order.status() == OrderStatus.SHOWING)
          .ifPresent(order -> orders.save(order.putBack()));
    }
  }

  private void showNext(Terminal terminal, Instant at) {
    if (!holdsPick(terminal)) {
      terminals.pick(terminal.id(), null);
      if (orders.current(terminal).isEmpty()) {
        orders.nextQueued(terminal).ifPresent(next -> orders.save(next.show(at)));
      }
    }
  }

  /** The order that holds the terminal's screen; the terminal is locked. */
  @Nullable OrderId onScreen(Terminal terminal) {
    return holdsPick(terminal)
        ? terminal.picked()
        : orders.current(terminal).map(OpenOrder::id).orElse(null);
  }

  /** Whether the order that was picked holds the screen still. */
  boolean holdsPick(Terminal terminal) {
    var picked = terminal.picked();
    return picked != null
        && orders
            .find(picked)
            .filter(order -> ScreenPolicy.holdsScreen(order, attempts.hasLive(terminal.id())))
            .isPresent();
  }
}

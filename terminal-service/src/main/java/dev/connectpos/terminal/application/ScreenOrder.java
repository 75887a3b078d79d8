package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.OpenOrder;
import dev.connectpos.terminal.domain.PaymentAttempt;
import dev.connectpos.terminal.domain.PaymentAttemptState.Captured;
import dev.connectpos.terminal.domain.Terminal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.List;

/**
 * Whose turn it is on a terminal (feature O2): one direct order at a time, in order of placement.
 * Called inside the transaction that changed something, with the terminal locked.
 */
@ApplicationScoped
class ScreenOrder {
  private final TerminalStore terminals;
  private final OrderStore orders;
  private final AttemptStore attempts;
  private final Event<ScreenChanged> changed;

  ScreenOrder(
      TerminalStore terminals,
      OrderStore orders,
      AttemptStore attempts,
      Event<ScreenChanged> changed) {
    this.terminals = terminals;
    this.orders = orders;
    this.attempts = attempts;
    this.changed = changed;
  }

  /** Brings an order in line with its attempts, and the screen in line with the orders. */
  void settle(Terminal terminal, OpenOrder order, Instant at) {
    List<PaymentAttempt> tries = attempts.ofOrder(order.id());
    boolean live = tries.stream().anyMatch(a -> a.state().isLive());
    boolean captured = tries.stream().anyMatch(a -> a.state() instanceof Captured);
    orders.save(order.settle(live, captured));
    advance(terminal, at);
  }

  /** Shows the next order if the screen is free, and tells whoever holds the socket. */
  void advance(Terminal terminal, Instant at) {
    if (orders.current(terminal).isEmpty()) {
      orders.nextQueued(terminal).ifPresent(next -> orders.save(next.show(at)));
    }
    terminals.raiseScreen(terminal.id());
    changed.fire(new ScreenChanged(terminal.id()));
  }
}

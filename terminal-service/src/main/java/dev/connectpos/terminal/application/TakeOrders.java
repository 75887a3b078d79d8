package dev.connectpos.terminal.application;

import dev.connectpos.outbox.Verdict;
import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.OpenOrder;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.OrderOnScreen;
import dev.connectpos.terminal.domain.OrderStatus;
import dev.connectpos.terminal.domain.OrderTerms;
import dev.connectpos.terminal.domain.PaymentAttempt;
import dev.connectpos.terminal.domain.PaymentAttemptState.Captured;
import dev.connectpos.terminal.domain.Screen;
import dev.connectpos.terminal.domain.SessionId;
import dev.connectpos.terminal.domain.Terminal;
import dev.connectpos.terminal.domain.TerminalEvent;
import dev.connectpos.terminal.domain.TerminalId;
import dev.connectpos.terminal.domain.UndoReason;
import dev.connectpos.terminal.domain.WithdrawReason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Orders on their way to, on, and off a terminal's screen (features O1, O2, O5). */
@ApplicationScoped
public class TakeOrders {
  private final TerminalStore terminals;
  private final OrderStore orders;
  private final AttemptStore attempts;
  private final ScreenOrder screens;
  private final UndoPayments undo;
  private final TerminalEvents events;
  private final Clock clock;

  TakeOrders(
      TerminalStore terminals,
      OrderStore orders,
      AttemptStore attempts,
      ScreenOrder screens,
      UndoPayments undo,
      TerminalEvents events,
      Clock clock) {
    this.terminals = terminals;
    this.orders = orders;
    this.attempts = attempts;
    this.screens = screens;
    this.undo = undo;
    this.events = events;
    this.clock = clock;
  }

  /**
   * A direct order as placed.
   *
   * @param serial the one terminal it is for
   */
  public record Placed(OrderId id, AccountId account, String serial, OrderTerms terms) {}

  /** How the PDV closed an order, in order-service's words. */
  public enum Closing {
    PAID,
    CANCELED,
    FAILED
  }

  /** A direct order was placed: it takes its place in the terminal's queue. */
  @Transactional
  public Verdict placed(Placed placed, Incoming message) {
    Optional<Terminal> terminal = terminalOf(placed.account(), placed.serial());
    var order =
        new OpenOrder(
            placed.id(),
            placed.account(),
            placed.serial(),
            placed.terms(),
            OrderStatus.QUEUED,
            null,
            null,
            null,
            message.cause().correlationId(),
            message.cause().traceparent(),
            message.version());
    if (!orders.add(order)) {
      return Verdict.DUPLICATE;
    }
    // The turn counts from the placing: what the shopper waits for is the whole way.
    terminal.ifPresent(t -> screens.advance(t, placed.terms().placedAt()));
    return Verdict.APPLIED;
  }

  /**
   * The PDV closed the order: it leaves the screen, or will as soon as the open outcome is known.
   */
  @Transactional
  public Verdict closed(OrderId id, Closing closing, Incoming message) {
    Optional<OrderStore.Address> known = orders.addressOf(id);
    if (known.isEmpty()) {
      return Verdict.GAP;
    }
    Optional<Terminal> terminal = terminalOf(known.get().account(), known.get().terminalSerial());
    OpenOrder order = orders.lock(id).orElseThrow();
    Verdict verdict = Verdict.of(order.lastOrderVersion(), message.version());
    if (verdict != Verdict.APPLIED) {
      return verdict;
    }
    OpenOrder closed = order.heard(message.version()).close(withdrawal(closing));
    if (terminal.isEmpty()) {
      orders.save(closed.settle(false, false));
      return Verdict.APPLIED;
    }
    UndoReason reason = undoing(closing);
    if (reason != null) {
      undo.ofOrder(terminal.get(), order, new UndoPayments.Why(reason, message.cause()));
    }
    screens.settle(terminal.get(), closed, clock.instant());
    return Verdict.APPLIED;
  }

  /** A fact of order-service that changes nothing here but the version. */
  @Transactional
  public Verdict noted(OrderId id, Incoming message) {
    Optional<OrderStore.Address> known = orders.addressOf(id);
    if (known.isEmpty()) {
      return Verdict.GAP;
    }
    terminalOf(known.get().account(), known.get().terminalSerial());
    OpenOrder order = orders.lock(id).orElseThrow();
    Verdict verdict = Verdict.of(order.lastOrderVersion(), message.version());
    if (verdict == Verdict.APPLIED) {
      orders.save(order.heard(message.version()));
    }
    return verdict;
  }

  /** The terminal reports the order on its screen. False if the session is fenced. */
  @Transactional
  public boolean shown(SessionId session, OrderId id) {
    Optional<Terminal> terminal =
        terminals.lock(session.terminal()).filter(t -> t.isCurrent(session));
    if (terminal.isEmpty()) {
      return false;
    }
    orders
        .lock(id)
        .filter(o -> isFor(terminal.get(), o) && o.status().isCurrent() && o.shownAt() == null)
        .ifPresent(order -> noteShown(terminal.get(), order));
    return true;
  }

  private void noteShown(Terminal terminal, OpenOrder order) {
    orders.save(order.shown(clock.instant()));
    events.state(
        new TerminalEvents.Fact(
            terminal,
            terminals.nextEventVersion(terminal.id()),
            new TerminalEvent.OrderShown(order.id()),
            clock.instant(),
            Cause.of(order)));
  }

  /**
   * What the terminal should see now.
   *
   * @param told the order that it was told last, if any
   */
  @Transactional
  public Screen screen(TerminalId id, @Nullable OrderId told) {
    // Before the orders: a change in between is then seen again, never missed.
    long version = terminals.screenVersion(id);
    Terminal terminal = terminals.find(id).orElseThrow();
    Optional<OpenOrder> current = orders.current(terminal);
    Optional<OpenOrder> previous =
        Optional.ofNullable(told)
            .filter(order -> current.stream().noneMatch(c -> c.id().equals(order)))
            .flatMap(orders::find);
    return new Screen(
        version,
        current.map(this::onScreen).orElse(null),
        previous.map(this::onScreen).orElse(null));
  }

  private OrderOnScreen onScreen(OpenOrder order) {
    List<PaymentAttempt> tries = attempts.ofOrder(order.id());
    // A captured attempt is the one that counts, should there be later ones.
    PaymentAttempt last =
        tries.stream()
            .filter(a -> a.state() instanceof Captured)
            .findFirst()
            .orElse(tries.isEmpty() ? null : tries.getLast());
    return new OrderOnScreen(order, last);
  }

  private Optional<Terminal> terminalOf(AccountId account, String serial) {
    return terminals.lockBySerial(serial).filter(t -> t.accountId().equals(account));
  }

  private static boolean isFor(Terminal terminal, OpenOrder order) {
    return order.accountId().equals(terminal.accountId())
        && order.terminalSerial().equals(terminal.serialNumber());
  }

  private static WithdrawReason withdrawal(Closing closing) {
    return switch (closing) {
      case PAID -> WithdrawReason.PAID;
      case CANCELED -> WithdrawReason.CANCELED;
      case FAILED -> WithdrawReason.CLOSED;
    };
  }

  /** Closed as paid may well mean this very payment, so that one is left to its course. */
  private static @Nullable UndoReason undoing(Closing closing) {
    return switch (closing) {
      case PAID -> null;
      case CANCELED -> UndoReason.ORDER_CANCELED;
      case FAILED -> UndoReason.ORDER_FAILED;
    };
  }
}

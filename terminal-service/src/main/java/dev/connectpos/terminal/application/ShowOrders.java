package dev.connectpos.terminal.application;

import dev.connectpos.money.Money;
import dev.connectpos.terminal.application.TerminalStore.Position;
import dev.connectpos.terminal.domain.OpenOrder;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.OrderOnScreen;
import dev.connectpos.terminal.domain.OrderStatus;
import dev.connectpos.terminal.domain.PaymentAttempt;
import dev.connectpos.terminal.domain.Screen;
import dev.connectpos.terminal.domain.SessionId;
import dev.connectpos.terminal.domain.Tally;
import dev.connectpos.terminal.domain.Terminal;
import dev.connectpos.terminal.domain.TerminalEvent;
import dev.connectpos.terminal.domain.TerminalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a terminal's screen shows, and that it does. */
@ApplicationScoped
public class ShowOrders {
  private final TerminalStore terminals;
  private final OrderStore orders;
  private final AttemptStore attempts;
  private final PrintStore prints;
  private final ScreenOrder screens;
  private final TerminalEvents events;
  private final Clock clock;

  ShowOrders(
      TerminalStore terminals,
      OrderStore orders,
      AttemptStore attempts,
      PrintStore prints,
      ScreenOrder screens,
      TerminalEvents events,
      Clock clock) {
    this.terminals = terminals;
    this.orders = orders;
    this.attempts = attempts;
    this.prints = prints;
    this.screens = screens;
    this.events = events;
    this.clock = clock;
  }

  /** A terminal reports the order on its screen. False if the session is fenced. */
  @Transactional
  public boolean shown(SessionId session, OrderId id) {
    Optional<Terminal> terminal =
        terminals.lock(session.terminal()).filter(t -> t.isCurrent(session));
    if (terminal.isEmpty()) {
      return false;
    }
    orders
        .lock(id)
        .filter(order -> isOn(terminal.get(), order) && order.shownAt() == null)
        .ifPresent(order -> noteShown(terminal.get(), order));
    return true;
  }

  private static boolean isOn(Terminal terminal, OpenOrder order) {
    return order.reaches(terminal)
        && !order.isStandalone()
        && (order.status().isCurrent() || order.id().equals(terminal.picked()));
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
   * What the terminal should see now. A picked order that was closed or paid elsewhere gives the
   * screen free here: whoever closed it does not lock every terminal that has it.
   *
   * @param told the order that it was told last, if any
   */
  @Transactional
  public Screen screen(TerminalId id, @Nullable OrderId told) {
    // Before all that it is the version of: a change in between is then seen again, never missed.
    Position position = terminals.positions(List.of(id)).getFirst();
    if (terminals.pickOf(id).isPresent()) {
      Terminal locked = terminals.lock(id).orElseThrow();
      if (!screens.holdsPick(locked)) {
        screens.advance(locked, clock.instant());
      }
    }
    Terminal terminal = terminals.find(id).orElseThrow();
    Optional<OrderOnScreen> current =
        onScreen(terminal).map(order -> on(terminal, order)).filter(ShowOrders::staysOn);
    Optional<OrderOnScreen> previous =
        Optional.ofNullable(told)
            .filter(order -> current.stream().noneMatch(c -> c.order().id().equals(order)))
            .flatMap(orders::find)
            .map(order -> on(terminal, order));
    return new Screen(
        position.screenVersion(),
        position.listVersion(),
        terminal.activation(),
        terminal.isReplaced(),
        prints.openOf(id).orElse(null),
        current.orElse(null),
        previous.orElse(null));
  }

  private Optional<OpenOrder> onScreen(Terminal terminal) {
    OrderId picked = terminal.picked();
    return picked == null ? orders.current(terminal) : orders.find(picked);
  }

  /**
   * An outcome may be committed after the order was read and before its attempts are. What is shown
   * goes by the attempts; nothing is saved.
   */
  private OrderOnScreen on(Terminal terminal, OpenOrder read) {
    List<PaymentAttempt> all = attempts.ofOrder(read.id());
    OpenOrder order = read.settle(all);
    List<PaymentAttempt> own =
        all.stream().filter(attempt -> attempt.terminalId().equals(terminal.id())).toList();
    Money ownInFlight = Tally.of(order.terms().amount().currency(), own).inFlight();
    return new OrderOnScreen(order, order.owedBut(ownInFlight), last(order, own));
  }

  /** By its attempts as well, which may have ended it already. */
  private static boolean staysOn(OrderOnScreen on) {
    return on.order().status().isCurrent() || on.order().status() == OrderStatus.LISTED;
  }

  /** The one that paid an order is the one that counts, should there be later ones. */
  private static @Nullable PaymentAttempt last(OpenOrder order, List<PaymentAttempt> own) {
    PaymentAttempt last = own.isEmpty() ? null : own.getLast();
    return order.owes()
        ? last
        : own.reversed().stream().filter(a -> a.paid().isPositive()).findFirst().orElse(last);
  }
}

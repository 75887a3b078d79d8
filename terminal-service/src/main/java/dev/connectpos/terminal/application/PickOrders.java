package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.OpenOrder;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.OrderRefusal;
import dev.connectpos.terminal.domain.ScreenPolicy;
import dev.connectpos.terminal.domain.SessionId;
import dev.connectpos.terminal.domain.Terminal;
import dev.connectpos.terminal.domain.TerminalEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operator does with orders (feature O3): list them, pick one, put it back; and refuse a
 * direct one. Every change takes the terminal's lock first, then the order's.
 */
@ApplicationScoped
public class PickOrders {
  /** So many orders at once, however many there are. */
  public static final int PAGE = 30;

  private final TerminalStore terminals;
  private final OrderStore orders;
  private final AttemptStore attempts;
  private final TerminalEvents events;
  private final ScreenOrder screens;
  private final Clock clock;

  PickOrders(
      TerminalStore terminals,
      OrderStore orders,
      AttemptStore attempts,
      TerminalEvents events,
      ScreenOrder screens,
      Clock clock) {
    this.terminals = terminals;
    this.orders = orders;
    this.attempts = attempts;
    this.events = events;
    this.screens = screens;
    this.clock = clock;
  }

  /**
   * A page of the terminal's list.
   *
   * @param version of the list; may be older than the orders, never newer
   * @param more whether there are orders after these
   */
  public record Listing(long version, List<OpenOrder> orders, boolean more) {}

  /** What an operator's act came to. */
  public sealed interface OrderAnswer {
    /** Done; what follows from it reaches the terminal by its screen. */
    record Taken() implements OrderAnswer {}

    /** It is so already, and is to be told again. */
    record Standing() implements OrderAnswer {}

    /** Refused, with no effect. */
    record Refused(OrderRefusal reason) implements OrderAnswer {}

    /** A newer session of the terminal exists; this one may do nothing. */
    record Fenced() implements OrderAnswer {}
  }

  /** Orders that the terminal may pick, the oldest first. */
  @Transactional
  public Listing list(SessionId session, String text, @Nullable OrderId after) {
    Terminal terminal = terminals.find(session.terminal()).orElseThrow();
    long version = orders.listVersion(terminal.accountId());
    List<OpenOrder> page =
        terminal.isActive()
            ? orders.listed(terminal, new OrderStore.Page(text, after, PAGE + 1))
            : List.of();
    boolean more = page.size() > PAGE;
    return new Listing(version, more ? page.subList(0, PAGE) : page, more);
  }

  /** Puts a listed order on the screen. */
  @Transactional
  public OrderAnswer pick(SessionId session, OrderId id) {
    return act(
        session,
        id,
        (terminal, order) -> {
          OrderId onScreen = screens.onScreen(terminal);
          Optional<OrderRefusal> refusal = ScreenPolicy.pick(terminal, order, onScreen);
          if (refusal.isPresent()) {
            return new OrderAnswer.Refused(refusal.get());
          }
          if (id.equals(onScreen)) {
            return new OrderAnswer.Standing();
          }
          terminals.pick(terminal.id(), id);
          screens.advance(terminal.picking(id), clock.instant());
          return new OrderAnswer.Taken();
        });
  }

  /** Puts a listed order back. */
  @Transactional
  public OrderAnswer release(SessionId session, OrderId id) {
    return act(
        session,
        id,
        (terminal, _) ->
            ScreenPolicy.release(terminal, id, attempts.hasLive(terminal.id()))
                .<OrderAnswer>map(OrderAnswer.Refused::new)
                .orElseGet(
                    () -> {
                      terminals.pick(terminal.id(), null);
                      screens.advance(terminal.picking(null), clock.instant());
                      return new OrderAnswer.Taken();
                    }));
  }

  /** Takes a direct order off the screen; it stays open, and the PDV is told. */
  @Transactional
  public OrderAnswer reject(SessionId session, OrderId id) {
    return act(
        session,
        id,
        (terminal, order) ->
            ScreenPolicy.reject(terminal, order)
                .<OrderAnswer>map(OrderAnswer.Refused::new)
                .orElseGet(() -> reject(terminal, order)));
  }

  private OrderAnswer reject(Terminal terminal, OpenOrder order) {
    orders.save(order.reject());
    events.state(
        new TerminalEvents.Fact(
            terminal,
            terminals.nextEventVersion(terminal.id()),
            new TerminalEvent.OrderRejected(order.id()),
            clock.instant(),
            Cause.of(order)));
    screens.advance(terminal, clock.instant());
    return new OrderAnswer.Taken();
  }

  private interface Act {
    OrderAnswer on(Terminal terminal, OpenOrder order);
  }

  private OrderAnswer act(SessionId session, OrderId id, Act act) {
    Optional<Terminal> terminal =
        terminals.lock(session.terminal()).filter(t -> t.isCurrent(session));
    if (terminal.isEmpty()) {
      return new OrderAnswer.Fenced();
    }
    return orders
        .lock(id)
        .map(order -> act.on(terminal.get(), order))
        .orElseGet(() -> new OrderAnswer.Refused(OrderRefusal.ORDER_NOT_HERE));
  }
}

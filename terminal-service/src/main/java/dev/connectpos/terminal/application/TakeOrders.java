package dev.connectpos.terminal.application;

import dev.connectpos.money.Money;
import dev.connectpos.outbox.Verdict;
import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.OpenOrder;
import dev.connectpos.terminal.domain.OrderAddress;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.OrderStatus;
import dev.connectpos.terminal.domain.OrderTerms;
import dev.connectpos.terminal.domain.ReceiptLine;
import dev.connectpos.terminal.domain.Tally;
import dev.connectpos.terminal.domain.Terminal;
import dev.connectpos.terminal.domain.UndoReason;
import dev.connectpos.terminal.domain.WithdrawReason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Orders as order-service states them (features O1, O2, O3, O5, O6). */
@ApplicationScoped
public class TakeOrders {
  /** A charge may change for 7 days until its capture and for 180 after that. */
  private static final Duration IGNORED_KEPT = Duration.ofDays(200);

  private static final int FORGET_AT_ONCE = 1000;

  private final TerminalStore terminals;
  private final OrderStore orders;
  private final IgnoredOrders ignored;
  private final ScreenOrder screens;
  private final UndoPayments undo;
  private final Clock clock;
  private final Clock realTime;

  TakeOrders(
      TerminalStore terminals,
      OrderStore orders,
      IgnoredOrders ignored,
      ScreenOrder screens,
      UndoPayments undo,
      Clock clock,
      @RealTime Clock realTime) {
    this.terminals = terminals;
    this.orders = orders;
    this.ignored = ignored;
    this.screens = screens;
    this.undo = undo;
    this.clock = clock;
    this.realTime = realTime;
  }

  /** An order as placed. */
  public record Placed(OrderId id, AccountId account, OrderAddress address, OrderTerms terms) {
    Placed at(OrderAddress other) {
      return new Placed(id, account, other, terms);
    }
  }

  /** How an order was closed, in order-service's words. */
  public enum Closing {
    PAID,
    CANCELED,
    FAILED,
    /** By itself, at its time limit. */
    EXPIRED
  }

  /** An order was placed: it takes its place in the terminal's queue, or in the lists. */
  @Transactional
  public Verdict placed(Placed placed, Incoming message) {
    return switch (placed.address()) {
      case OrderAddress.Direct(var serial) -> {
        Optional<Terminal> named = terminalOf(placed.account(), serial);
        Optional<Terminal> terminal = named.flatMap(terminals::lockSuccessor).or(() -> named);
        // The terminal may have been replaced while the order was on its way.
        Placed here =
            terminal.map(t -> placed.at(new OrderAddress.Direct(t.serialNumber()))).orElse(placed);
        if (!orders.add(order(here, OrderStatus.QUEUED, message))) {
          yield Verdict.DUPLICATE;
        }
        // The turn counts from the placing: what the shopper waits for is the whole way.
        terminal.ifPresent(t -> screens.advance(t, placed.terms().placedAt()));
        yield Verdict.APPLIED;
      }
      case OrderAddress.Listed(var serials) -> {
        List<String> latest =
            serials.stream()
                .map(serial -> terminals.latestSerial(placed.account(), serial))
                .toList();
        OpenOrder order =
            order(placed.at(new OrderAddress.Listed(latest)), OrderStatus.LISTED, message);
        if (!orders.add(order)) {
          yield Verdict.DUPLICATE;
        }
        screens.raiseList(order);
        yield Verdict.APPLIED;
      }
      case OrderAddress.Standalone _ -> throw new IllegalArgumentException("not a PDV's order");
    };
  }

  /**
   * An order that is none of a terminal's business: paid over the API, or the mirror of a sale that
   * was typed on a terminal. Facts about it are counted and have no effect.
   */
  @Transactional
  public Verdict ignored(OrderId id, Incoming message) {
    if (orders.placeOf(id).isPresent()) {
      return noted(id, message); // The sale was typed here.
    }
    return ignored.add(id, message.version(), clock.instant())
        ? Verdict.APPLIED
        : Verdict.DUPLICATE;
  }

  /** Forgets some ignored orders of which nothing more can be said; true if there may be more. */
  @Transactional
  public boolean forgetIgnored() {
    return ignored.forget(realTime.instant().minus(IGNORED_KEPT), FORGET_AT_ONCE) == FORGET_AT_ONCE;
  }

  private Verdict ignoredFurther(OrderId id, Incoming message) {
    OptionalLong last = ignored.lock(id);
    if (last.isEmpty()) {
      return Verdict.GAP;
    }
    Verdict verdict = Verdict.of(last.getAsLong(), message.version());
    if (verdict == Verdict.APPLIED) {
      ignored.save(id, message.version(), clock.instant());
    }
    return verdict;
  }

  private static OpenOrder order(Placed placed, OrderStatus status, Incoming message) {
    return new OpenOrder(
        placed.id(),
        placed.account(),
        placed.address(),
        placed.terms(),
        status,
        null,
        Tally.nothing(placed.terms().amount().currency()),
        null,
        null,
        message.cause().correlationId(),
        message.cause().traceparent(),
        message.version());
  }

  /**
   * The order is closed: it leaves lists and screens, or will as soon as the open outcome is known.
   */
  @Transactional
  public Verdict closed(OrderId id, Closing closing, Incoming message) {
    return apply(
        id,
        message,
        order -> {
          UndoReason reason = undoing(closing);
          if (reason != null) {
            undo.ofOrder(order, new UndoPayments.Why(reason, message.cause()));
          }
          return order.close(withdrawal(closing));
        });
  }

  /**
   * The order comes to another amount, or is made up of other things. Payments in flight that do
   * not fit it any more are undone, the newest first.
   */
  @Transactional
  public Verdict updated(OrderId id, Money amount, List<ReceiptLine> lines, Incoming message) {
    return apply(
        id,
        message,
        order -> {
          OpenOrder updated = order.worth(amount).listing(lines);
          undo.excess(updated, new UndoPayments.Why(UndoReason.ORDER_CHANGED, message.cause()));
          return updated;
        });
  }

  /**
   * A fact about a charge: nothing but the version changes. What is paid is heard from the acquirer
   * itself, the single authority on money.
   */
  @Transactional
  public Verdict noted(OrderId id, Incoming message) {
    return apply(id, message, order -> order);
  }

  private interface Change {
    OpenOrder of(OpenOrder order);
  }

  private Verdict apply(OrderId id, Incoming message, Change change) {
    Optional<OrderStore.Place> place = orders.placeOf(id);
    if (place.isEmpty()) {
      return ignoredFurther(id, message);
    }
    Optional<Terminal> terminal =
        switch (place.get().address()) {
          case OrderAddress.Direct(var serial) -> terminalOf(place.get().account(), serial);
          case OrderAddress.Listed _, OrderAddress.Standalone _ -> Optional.empty();
        };
    Optional<Terminal> successor = terminal.flatMap(terminals::lockSuccessor);
    OpenOrder order = orders.lock(id).orElseThrow();
    Verdict verdict = Verdict.of(order.lastOrderVersion(), message.version());
    if (verdict == Verdict.APPLIED) {
      OpenOrder heard = order.heard(message.version());
      // What order-service says of a sale that was typed here is its mirror of what was said here.
      OpenOrder changed = heard.isStandalone() ? heard : change.of(heard);
      if (changed.equals(heard)) {
        orders.save(heard);
      } else {
        screens.settle(changed);
        Instant now = clock.instant();
        terminal.ifPresent(t -> screens.advance(t, now));
        successor.ifPresent(next -> screens.handOn(terminal.orElseThrow(), next, now));
      }
    }
    return verdict;
  }

  private Optional<Terminal> terminalOf(AccountId account, String serial) {
    return terminals.lockBySerial(serial).filter(t -> t.accountId().equals(account));
  }

  private static WithdrawReason withdrawal(Closing closing) {
    return switch (closing) {
      case PAID -> WithdrawReason.PAID;
      case CANCELED -> WithdrawReason.CANCELED;
      case FAILED -> WithdrawReason.CLOSED;
      case EXPIRED -> WithdrawReason.EXPIRED;
    };
  }

  /** Closed as paid may well mean this very payment, so that one is left to its course. */
  private static @Nullable UndoReason undoing(Closing closing) {
    return switch (closing) {
      case PAID -> null;
      case CANCELED -> UndoReason.ORDER_CANCELED;
      case FAILED -> UndoReason.ORDER_FAILED;
      case EXPIRED -> UndoReason.ORDER_EXPIRED;
    };
  }
}

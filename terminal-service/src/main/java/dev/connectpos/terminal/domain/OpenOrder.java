package dev.connectpos.terminal.domain;

import dev.connectpos.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as terminals have it. A direct one holds the screen of its terminal, one at a time, and
 * keeps it until the outcome of its payment is known, even when the PDV has closed it meanwhile. A
 * listed one may be on several screens at once; what it owes is shared by all of them. A standalone
 * sale is an order that begins with its one payment and ends with it.
 *
 * @param id order-service's id; of a standalone sale, ours
 * @param accountId whose order it is
 * @param address which terminals it is for
 * @param terms what was ordered
 * @param status where it stands
 * @param closed how the PDV closed it, if it did
 * @param tally what its attempts come to
 * @param turnAt since when a direct order has held the screen, if it did
 * @param shownAt when a terminal first reported it on the screen
 * @param correlationId of the request that placed it
 * @param traceparent trace context of that request, if there was one
 * @param lastOrderVersion version of the last fact of order-service applied
 */
public record OpenOrder(
    OrderId id,
    AccountId accountId,
    OrderAddress address,
    OrderTerms terms,
    OrderStatus status,
    @Nullable WithdrawReason closed,
    Tally tally,
    @Nullable Instant turnAt,
    @Nullable Instant shownAt,
    String correlationId,
    @Nullable String traceparent,
    long lastOrderVersion) {

  /** A sale that was typed on a terminal and is about to be paid. */
  public static OpenOrder typed(OrderId id, Terminal terminal, Sale sale, Instant at) {
    return new OpenOrder(
        id,
        terminal.accountId(),
        new OrderAddress.Standalone(terminal.serialNumber()),
        OrderTerms.typed(id, sale, at),
        OrderStatus.QUEUED,
        null,
        Tally.nothing(sale.amount().currency()),
        null,
        null,
        id.value(),
        null,
        0);
  }

  /** Whether the terminal may have it; a deactivated one has none. */
  public boolean reaches(Terminal terminal) {
    return terminal.isActive() && isFor(terminal);
  }

  private boolean isFor(Terminal terminal) {
    return accountId.equals(terminal.accountId()) && address.reaches(terminal.serialNumber());
  }

  public boolean isListed() {
    return address instanceof OrderAddress.Listed;
  }

  /** Whether it was typed on its terminal; no terminal is ever shown it. */
  public boolean isStandalone() {
    return address instanceof OrderAddress.Standalone;
  }

  /** What a payment of it pays. */
  public PaymentOrigin origin() {
    return isStandalone() ? PaymentOrigin.STANDALONE : PaymentOrigin.ORDER;
  }

  /** Whether payments may exceed the amount; those of a direct order are always exact. */
  public boolean mayBeOverpaid() {
    return isListed() && terms.overpaymentAllowed();
  }

  /** Whether something is still to be paid, should all that is in flight come to nothing. */
  public boolean owes() {
    return terms.amount().compareTo(tally.paid()) > 0;
  }

  /** Whether something was paid and nothing more is owed; not so of one without items. */
  public boolean isPaid() {
    return tally.paid().isPositive() && !owes();
  }

  /** What is still to be paid, should all that is in flight be captured; never below zero. */
  public Money owed() {
    return owedBut(Money.zero(terms.amount().currency()));
  }

  /** The same, as if so much of what is in flight were not. */
  public Money owedBut(Money notInFlight) {
    Money inFlight = tally.inFlight().minus(notInFlight);
    Money owed = terms.amount().minus(tally.paid()).minus(inFlight);
    return owed.isPositive() ? owed : Money.zero(owed.currency());
  }

  /** Its turn has come. */
  public OpenOrder show(Instant at) {
    if (status != OrderStatus.QUEUED) {
      throw new IllegalStateException("cannot show " + id + " when " + status);
    }
    return with(OrderStatus.SHOWING, at, shownAt);
  }

  /** Its terminal was deactivated: it waits on. */
  public OpenOrder putBack() {
    if (status != OrderStatus.SHOWING) {
      throw new IllegalStateException("cannot put back " + id + " when " + status);
    }
    return with(OrderStatus.QUEUED, turnAt, shownAt);
  }

  /** The operator takes it off the screen. */
  public OpenOrder reject() {
    if (status != OrderStatus.SHOWING) {
      throw new IllegalStateException("cannot reject " + id + " when " + status);
    }
    return with(OrderStatus.REJECTED, turnAt, shownAt);
  }

  /**
   * What was paid of it goes back because an operator canceled the sale on a terminal (T6): a
   * direct one does not ask for the card by itself right away.
   */
  public OpenOrder layAside() {
    return status == OrderStatus.PAID && address instanceof OrderAddress.Direct
        ? with(OrderStatus.REJECTED, turnAt, shownAt)
        : this;
  }

  /** A terminal reports it on the screen. */
  public OpenOrder shown(Instant at) {
    return shownAt == null ? with(status, turnAt, at) : this;
  }

  /** The PDV closed it; {@link #settle} decides what that means. */
  public OpenOrder close(WithdrawReason reason) {
    return with(terms, status, reason, tally, lastOrderVersion);
  }

  /** The PDV changed what it comes to; {@link #settle} decides what that means. */
  public OpenOrder worth(Money amount) {
    return with(terms.worth(amount), status, closed, tally, lastOrderVersion);
  }

  /** The PDV changed what its receipt lists. */
  public OpenOrder listing(List<ReceiptLine> lines) {
    return with(terms.listing(lines), status, closed, tally, lastOrderVersion);
  }

  /** After a fact of order-service. */
  public OpenOrder heard(long orderVersion) {
    return with(terms, status, closed, tally, orderVersion);
  }

  /** Where the order stands by all of its attempts. */
  public OpenOrder settle(List<PaymentAttempt> attempts) {
    return settle(Tally.of(terms.amount().currency(), attempts));
  }

  /** Where the order stands by its attempts. A payment that was given back makes it owe again. */
  public OpenOrder settle(Tally attempts) {
    OpenOrder settled = with(terms, status, closed, attempts, lastOrderVersion);
    OrderStatus next =
        switch (address) {
          case OrderAddress.Direct _ -> settled.nextDirect();
          case OrderAddress.Listed _ -> settled.nextListed();
          case OrderAddress.Standalone _ -> settled.nextStandalone();
        };
    return settled.with(next, turnAt, shownAt);
  }

  private OrderStatus nextDirect() {
    if (tally.inFlight().isPositive()) {
      return OrderStatus.PAYING;
    }
    if (isPaid()) {
      return OrderStatus.PAID;
    }
    if (closed != null) {
      return OrderStatus.WITHDRAWN;
    }
    return switch (status) {
      case SHOWING, PAYING -> owes() ? OrderStatus.SHOWING : OrderStatus.QUEUED;
      case PAID -> OrderStatus.QUEUED;
      case QUEUED, REJECTED, LISTED, WITHDRAWN -> status;
    };
  }

  /** It has the one payment that it began with; what comes to nothing is over. */
  private OrderStatus nextStandalone() {
    if (tally.inFlight().isPositive()) {
      return OrderStatus.PAYING;
    }
    return owes() ? OrderStatus.WITHDRAWN : OrderStatus.PAID;
  }

  private OrderStatus nextListed() {
    if (tally.inFlight().isPositive()) {
      return OrderStatus.LISTED;
    }
    if (isPaid()) {
      return OrderStatus.PAID;
    }
    return closed == null ? OrderStatus.LISTED : OrderStatus.WITHDRAWN;
  }

  /** Why the order is not on a screen where it was. */
  public WithdrawReason offScreen() {
    WithdrawReason byPdv = closed == null ? WithdrawReason.CLOSED : closed;
    return switch (status) {
      case PAID -> WithdrawReason.PAID;
      case REJECTED -> WithdrawReason.REJECTED;
      case LISTED -> listedOffScreen();
      case QUEUED -> WithdrawReason.RELEASED;
      // On the screen of the terminal that has taken this one's place (feature T3).
      case SHOWING, PAYING -> closed == null ? WithdrawReason.RELEASED : closed;
      case WITHDRAWN -> byPdv;
    };
  }

  private WithdrawReason listedOffScreen() {
    if (closed != null) {
      return closed;
    }
    return isPaid() ? WithdrawReason.PAID : WithdrawReason.RELEASED;
  }

  private OpenOrder with(
      OrderStatus nextStatus, @Nullable Instant nextTurnAt, @Nullable Instant nextShownAt) {
    return new OpenOrder(
        id,
        accountId,
        address,
        terms,
        nextStatus,
        closed,
        tally,
        nextTurnAt,
        nextShownAt,
        correlationId,
        traceparent,
        lastOrderVersion);
  }

  private OpenOrder with(
      OrderTerms nextTerms,
      OrderStatus nextStatus,
      @Nullable WithdrawReason nextClosed,
      Tally nextTally,
      long nextVersion) {
    return new OpenOrder(
        id,
        accountId,
        address,
        nextTerms,
        nextStatus,
        nextClosed,
        nextTally,
        turnAt,
        shownAt,
        correlationId,
        traceparent,
        nextVersion);
  }
}

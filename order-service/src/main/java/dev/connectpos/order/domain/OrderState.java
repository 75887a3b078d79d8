package dev.connectpos.order.domain;

import dev.connectpos.money.Money;
import java.time.Instant;

/**
 * Where an order stands. A state holds exactly what exists in it.
 *
 * <p>An order for terminals does not become paid by itself: as with the incumbent, it stays open
 * until the PDV closes it or its time is over, and whether it is paid is what its charges say. One
 * that is paid over the API closes by itself, see {@link Settlement}.
 */
public sealed interface OrderState {

  /** No such order. */
  record Unplaced() implements OrderState {}

  /** An order that exists. */
  sealed interface Placed extends OrderState {
    PlacedOrder order();

    Payments payments();

    /** The same order with other payments. */
    Placed with(Payments payments);

    /** The same payments for an order that was revised. */
    Placed with(PlacedOrder order);

    /** What the merchant has of it: captured and not given back. */
    default Money paid() {
      var currency = order().currency();
      return payments().captured(currency).minus(payments().givenBack(currency));
    }

    /** What is held for it and not captured. */
    default Money held() {
      return payments().held(order().currency());
    }

    /** What is not paid, held or being asked for; zero at least. */
    default Money owed() {
      var currency = order().currency();
      var spokenFor = payments().covered(currency).plus(held()).plus(payments().awaited(currency));
      return spokenFor.compareTo(order().amount()) >= 0
          ? Money.zero(currency)
          : order().amount().minus(spokenFor);
    }

    /** Whether something was paid and nothing is owed. */
    default boolean isCovered() {
      var covered = payments().covered(order().currency());
      return covered.isPositive() && covered.compareTo(order().amount()) >= 0;
    }

    /** When anything the API shows of it changed last. */
    default Instant updatedAt() {
      return payments().charges().stream()
          .map(Charge::updatedAt)
          .reduce(order().revisedAt(), Placed::later);
    }

    private static Instant later(Instant a, Instant b) {
      return a.isAfter(b) ? a : b;
    }
  }

  /**
   * It may be paid. Shown as {@code pending}.
   *
   * @param onTerminal where it is on its way there; of no meaning unless it is paid on terminals
   */
  record Open(PlacedOrder order, Payments payments, TerminalStatus onTerminal) implements Placed {
    @Override
    public Open with(Payments other) {
      return new Open(order, other, onTerminal);
    }

    @Override
    public Open with(PlacedOrder other) {
      return new Open(other, payments, onTerminal);
    }

    /**
     * Whether the last payment was approved and nothing of it is left: given back, released or not
     * captured in time. The order may be paid again.
     */
    public boolean isLastPaymentCanceled() {
      var charges = payments.charges();
      return onTerminal == TerminalStatus.APPROVED
          && !charges.isEmpty()
          && charges.getLast().state() instanceof ChargeState.Over
          && !payments.inProgress();
    }

    /** The same, somewhere else on its way through the terminal. */
    Open with(TerminalStatus other) {
      return new Open(order, payments, other);
    }
  }

  /**
   * Closed; no more payments may begin. One that was approved anyway is recorded.
   *
   * @param as paid, canceled or failed
   */
  record Closed(
      PlacedOrder order, Payments payments, ClosedAs as, CloseCause cause, Instant closedAt)
      implements Placed {
    @Override
    public Closed with(Payments other) {
      return new Closed(order, other, as, cause, closedAt);
    }

    @Override
    public Closed with(PlacedOrder other) {
      return new Closed(other, payments, as, cause, closedAt);
    }

    @Override
    public Instant updatedAt() {
      return Placed.later(closedAt, Placed.super.updatedAt());
    }

    /**
     * Whether nothing of it is to stay paid. An order that failed by itself, because it expired or
     * a payment came to nothing, keeps the part that is paid: the PDV decides what becomes of it.
     */
    boolean keepsNoMoney() {
      return switch (as) {
        case PAID -> false;
        case CANCELED -> true;
        case FAILED -> cause == CloseCause.REQUESTED;
      };
    }
  }
}

package dev.connectpos.order.domain;

import dev.connectpos.money.Money;
import java.time.Instant;

/**
 * Where an order stands. A state holds exactly what exists in it.
 *
 * <p>An order does not become paid by itself: as with the incumbent, it stays open until the PDV
 * closes it, and whether it is paid is what its charges say.
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

    /** What was captured for it in all. */
    default Money paid() {
      return payments().paid(order().currency());
    }

    /** When anything the API shows of it changed last. */
    default Instant updatedAt() {
      return payments().charges().stream()
          .map(Charge::createdAt)
          .reduce(order().placedAt(), Placed::later);
    }

    private static Instant later(Instant a, Instant b) {
      return a.isAfter(b) ? a : b;
    }
  }

  /** On its way to the terminal, or there: it may be paid. Shown as {@code pending}. */
  record Open(PlacedOrder order, Payments payments) implements Placed {
    @Override
    public Open with(Payments other) {
      return new Open(order, other);
    }
  }

  /** The PDV closed it; no more payments may begin. One that was captured anyway is recorded. */
  record Closed(PlacedOrder order, Payments payments, ClosedAs as, Instant closedAt)
      implements Placed {
    @Override
    public Closed with(Payments other) {
      return new Closed(order, other, as, closedAt);
    }

    @Override
    public Instant updatedAt() {
      return Placed.later(closedAt, Placed.super.updatedAt());
    }
  }
}

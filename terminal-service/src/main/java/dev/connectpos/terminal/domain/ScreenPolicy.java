package dev.connectpos.terminal.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an operator may do with the orders of a terminal (features O2, O3). */
public final class ScreenPolicy {

  private ScreenPolicy() {}

  /**
   * Why a listed order may not be picked, or empty if it may.
   *
   * @param onScreen the order that holds the terminal's screen
   */
  public static Optional<OrderRefusal> pick(
      Terminal terminal, OpenOrder order, @Nullable OrderId onScreen) {
    if (!order.reaches(terminal)) {
      return Optional.of(OrderRefusal.ORDER_NOT_HERE);
    }
    return switch (order.status()) {
      case QUEUED, SHOWING, PAYING, REJECTED, WITHDRAWN -> Optional.of(OrderRefusal.ORDER_NOT_HERE);
      case PAID ->
          Optional.of(
              order.isListed() ? OrderRefusal.ORDER_ALREADY_PAID : OrderRefusal.ORDER_NOT_HERE);
      case LISTED -> pickListed(order, onScreen);
    };
  }

  private static Optional<OrderRefusal> pickListed(OpenOrder order, @Nullable OrderId onScreen) {
    if (order.closed() != null) {
      return Optional.of(OrderRefusal.ORDER_NOT_HERE);
    }
    if (order.isPaid()) {
      return Optional.of(OrderRefusal.ORDER_ALREADY_PAID);
    }
    if (!order.owes()) {
      return Optional.of(OrderRefusal.ORDER_NOT_HERE);
    }
    return onScreen == null || onScreen.equals(order.id())
        ? Optional.empty()
        : Optional.of(OrderRefusal.SCREEN_TAKEN);
  }

  /** Why a listed order may not be put back, or empty if it may. */
  public static Optional<OrderRefusal> release(Terminal terminal, OrderId order, boolean paying) {
    if (!order.equals(terminal.picked())) {
      return Optional.of(OrderRefusal.ORDER_NOT_HERE);
    }
    return paying ? Optional.of(OrderRefusal.PAYMENT_IN_PROGRESS) : Optional.empty();
  }

  /** Why a direct order may not be taken off the screen, or empty if it may. */
  public static Optional<OrderRefusal> reject(Terminal terminal, OpenOrder order) {
    if (!order.reaches(terminal)) {
      return Optional.of(OrderRefusal.ORDER_NOT_HERE);
    }
    return switch (order.status()) {
      case QUEUED, REJECTED, LISTED, PAID, WITHDRAWN -> Optional.of(OrderRefusal.ORDER_NOT_HERE);
      case PAYING -> Optional.of(OrderRefusal.PAYMENT_IN_PROGRESS);
      case SHOWING -> Optional.empty();
    };
  }

  /**
   * Whether a listed order that was picked still holds the terminal's screen: until it is closed or
   * paid, and in any case until the outcome of the terminal's own payment is known.
   */
  public static boolean holdsScreen(OpenOrder picked, boolean paying) {
    return switch (picked.status()) {
      case LISTED -> paying || (picked.closed() == null && picked.owes());
      case QUEUED, SHOWING, PAYING, REJECTED, PAID, WITHDRAWN -> false;
    };
  }
}

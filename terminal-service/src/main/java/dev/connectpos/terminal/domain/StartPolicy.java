package dev.connectpos.terminal.domain;

import dev.connectpos.money.Money;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a payment may begin (features O3, O7, T5, T10). Payments of one order, on whichever
 * terminals, never come to more than it owes, counting those whose outcome is open.
 */
public final class StartPolicy {

  private StartPolicy() {}

  /**
   * Why this sale may not begin on the order, or empty if it may.
   *
   * @param paying whether the outcome of another payment of the terminal is open
   */
  public static Optional<PaymentRefusal> refusal(
      Terminal terminal, OpenOrder order, boolean paying, Sale sale) {
    if (!order.reaches(terminal)) {
      return Optional.of(PaymentRefusal.ORDER_NOT_HERE);
    }
    return switch (order.status()) {
      case QUEUED, REJECTED, WITHDRAWN -> Optional.of(PaymentRefusal.ORDER_NOT_HERE);
      case PAID -> Optional.of(PaymentRefusal.ORDER_ALREADY_PAID);
      case PAYING -> Optional.of(PaymentRefusal.PAYMENT_IN_PROGRESS);
      case SHOWING -> exact(order, sale);
      case LISTED ->
          order.closed() != null || !order.id().equals(terminal.picked())
              ? Optional.of(PaymentRefusal.ORDER_NOT_HERE)
              : split(order, paying, sale);
    };
  }

  /**
   * Why a sale may not be typed on a terminal now (feature T5), or empty if it may: an order that
   * is on the screen comes first.
   *
   * @param paying whether the outcome of a payment of the terminal is open
   * @param onScreen the order that holds the terminal's screen
   */
  public static Optional<PaymentRefusal> standalone(boolean paying, @Nullable OrderId onScreen) {
    if (paying) {
      return Optional.of(PaymentRefusal.PAYMENT_IN_PROGRESS);
    }
    return onScreen == null ? Optional.empty() : Optional.of(PaymentRefusal.SCREEN_TAKEN);
  }

  private static Optional<PaymentRefusal> exact(OpenOrder order, Sale sale) {
    return order.owed().equals(sale.amount())
        ? byTerms(order.terms(), sale)
        : Optional.of(PaymentRefusal.AMOUNT_MISMATCH);
  }

  private static Optional<PaymentRefusal> split(OpenOrder order, boolean paying, Sale sale) {
    if (order.isPaid()) {
      return Optional.of(PaymentRefusal.ORDER_ALREADY_PAID);
    }
    if (!order.owes()) {
      return Optional.of(PaymentRefusal.ORDER_NOT_HERE);
    }
    Money owed = order.owed();
    // Nothing is left while others pay, and something may be again if they are declined.
    if (paying || (owed.isZero() && !order.mayBeOverpaid())) {
      return Optional.of(PaymentRefusal.PAYMENT_IN_PROGRESS);
    }
    if (sale.amount().currency() != owed.currency()) {
      return Optional.of(PaymentRefusal.AMOUNT_MISMATCH);
    }
    if (sale.amount().compareTo(owed) > 0 && !order.mayBeOverpaid()) {
      return Optional.of(PaymentRefusal.AMOUNT_ABOVE_OWED);
    }
    return byTerms(order.terms(), sale);
  }

  private static Optional<PaymentRefusal> byTerms(OrderTerms terms, Sale sale) {
    return terms.allows(sale) ? Optional.empty() : Optional.of(PaymentRefusal.TERMS_MISMATCH);
  }
}

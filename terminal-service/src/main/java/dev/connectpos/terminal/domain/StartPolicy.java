package dev.connectpos.terminal.domain;

import java.util.Optional;

/** Whether a payment may begin (features O7, T10): one order, one amount, one open outcome. */
public final class StartPolicy {

  private StartPolicy() {}

  /** Why this sale may not begin on the order, or empty if it may. */
  public static Optional<PaymentRefusal> refusal(Terminal terminal, OpenOrder order, Sale sale) {
    if (!isHere(terminal, order)) {
      return Optional.of(PaymentRefusal.ORDER_NOT_HERE);
    }
    return switch (order.status()) {
      case QUEUED, WITHDRAWN -> Optional.of(PaymentRefusal.ORDER_NOT_HERE);
      case PAID -> Optional.of(PaymentRefusal.ORDER_ALREADY_PAID);
      case PAYING -> Optional.of(PaymentRefusal.PAYMENT_IN_PROGRESS);
      case SHOWING -> byTerms(order.terms(), sale);
    };
  }

  private static Optional<PaymentRefusal> byTerms(OrderTerms terms, Sale sale) {
    if (!terms.amount().equals(sale.amount())) {
      return Optional.of(PaymentRefusal.AMOUNT_MISMATCH);
    }
    return terms.allows(sale) ? Optional.empty() : Optional.of(PaymentRefusal.TERMS_MISMATCH);
  }

  private static boolean isHere(Terminal terminal, OpenOrder order) {
    return order.accountId().equals(terminal.accountId())
        && order.terminalSerial().equals(terminal.serialNumber());
  }
}

package dev.connectpos.order.application;

import dev.connectpos.order.domain.OrderRejection;

/**
 * An order refuses what the acquirer says. Permanent: the message is to be parked and looked at.
 */
public final class OrderRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OrderRefusedException(PaymentNews news, OrderRejection reason) {
    super("order " + news.order() + " refuses payment " + news.payment() + ": " + reason);
  }
}

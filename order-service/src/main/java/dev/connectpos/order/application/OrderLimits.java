package dev.connectpos.order.application;

import java.time.Duration;

/**
 * Limits an operator may change.
 *
 * @param maxOpenOrders how many open orders an account may have (O6)
 * @param answerWithin how long a call waits for the acquirer's word
 * @param scanInterval how often orders that are due are looked for without being told of one
 */
public record OrderLimits(int maxOpenOrders, Duration answerWithin, Duration scanInterval) {

  public OrderLimits {
    if (maxOpenOrders < 1) {
      throw new IllegalArgumentException("connect.orders.max-open must be at least 1");
    }
    if (!answerWithin.isPositive() || !scanInterval.isPositive()) {
      throw new IllegalArgumentException(
          "connect.charges.answer-within and connect.orders.scan-interval must be above zero");
    }
  }
}

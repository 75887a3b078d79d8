package dev.connectpos.order.application;

/**
 * Limits an operator may change.
 *
 * @param maxOpenOrders how many open orders an account may have (O6)
 */
public record OrderLimits(int maxOpenOrders) {

  public OrderLimits {
    if (maxOpenOrders < 1) {
      throw new IllegalArgumentException("connect.orders.max-open must be at least 1");
    }
  }
}

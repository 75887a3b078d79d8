package dev.connectpos.order.application;

import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.OrderCommand;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.PaymentId;
import org.jspecify.annotations.Nullable;

/**
 * A message of the acquirer about a payment.
 *
 * @param version its place in the payment's stream, from 1
 * @param command what the order is to make of it
 * @param soldBy the account whose terminal sold without an order (T5), if the message says so; null
 *     if the payment is of an order that was placed
 */
public record PaymentNews(
    OrderId order,
    PaymentId payment,
    long version,
    OrderCommand.OnPayment command,
    Origin origin,
    @Nullable AccountId soldBy) {

  /** Of an order that was placed. */
  public PaymentNews(
      OrderId order,
      PaymentId payment,
      long version,
      OrderCommand.OnPayment command,
      Origin origin) {
    this(order, payment, version, command, origin, null);
  }
}

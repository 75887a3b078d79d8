package dev.connectpos.order.application;

import dev.connectpos.order.domain.OrderCommand;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.PaymentId;

/**
 * A message of the acquirer about a payment.
 *
 * @param version its place in the payment's stream, from 1
 * @param command what the order is to make of it
 */
public record PaymentNews(
    OrderId order,
    PaymentId payment,
    long version,
    OrderCommand.OnPayment command,
    Origin origin) {}

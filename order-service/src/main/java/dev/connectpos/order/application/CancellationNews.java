package dev.connectpos.order.application;

import dev.connectpos.money.Money;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.ChargeRequestId;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.PaymentId;

/**
 * The operator of a terminal wants a sale undone (T6).
 *
 * @param request as terminal-service named it
 * @param amount all that is left of the sale, as the operator was shown it
 * @param serialNumber of the terminal
 */
public record CancellationNews(
    AccountId account,
    OrderId order,
    PaymentId payment,
    ChargeRequestId request,
    Money amount,
    String serialNumber,
    Origin origin) {}

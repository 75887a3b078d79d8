package dev.connectpos.order.domain;

import org.jspecify.annotations.Nullable;

/**
 * Where and how an order is shown: the incumbent's {@code poi_payment_settings}.
 *
 * @param displayName label on the terminal
 * @param printOrderReceipt whether the PDV will have a fiscal note printed
 * @param serialNumber the one terminal a direct order is addressed to
 */
public record TerminalSettings(
    boolean visible,
    @Nullable String displayName,
    boolean printOrderReceipt,
    String serialNumber,
    PaymentSetup paymentSetup) {}

package dev.connectpos.order.domain;

import org.jspecify.annotations.Nullable;

/**
 * How a direct order (O2) is to be paid.
 *
 * @param type null: the operator chooses on the terminal
 * @param installments 1 to 24
 * @param statementDescriptor joined to the merchant's name on the shopper's statement (A8), 1 to 14
 *     printable characters; null: nothing is
 */
public record PaymentSetup(
    @Nullable PaymentType type,
    int installments,
    InstallmentType installmentType,
    OperationType operationType,
    @Nullable String statementDescriptor) {}

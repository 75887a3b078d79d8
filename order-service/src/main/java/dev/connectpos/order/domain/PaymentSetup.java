package dev.connectpos.order.domain;

import org.jspecify.annotations.Nullable;

/**
 * How a direct order (O2) is to be paid.
 *
 * @param type null: the operator chooses on the terminal
 * @param installments 1 to 24
 */
public record PaymentSetup(
    @Nullable PaymentType type, int installments, InstallmentType installmentType) {}

package dev.connectpos.order.application;

import dev.connectpos.order.domain.ChargeId;
import dev.connectpos.order.domain.PaymentId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Money that the acquirer owes the merchant, or took back, as it states it.
 *
 * @param charge null if the payment's charge is not known here
 * @param status waiting_funds or paid
 * @param type credit or refund
 * @param amountMinor below zero for a refund
 */
public record Payable(
    String id,
    PaymentId payment,
    @Nullable ChargeId charge,
    String status,
    String type,
    long amountMinor,
    long feeMinor,
    int installment,
    String paymentMethod,
    LocalDate paymentDate,
    Instant accrualAt,
    Instant createdAt) {

  /** The same, of a charge. */
  Payable of(@Nullable ChargeId other) {
    return new Payable(
        id,
        payment,
        other,
        status,
        type,
        amountMinor,
        feeMinor,
        installment,
        paymentMethod,
        paymentDate,
        accrualAt,
        createdAt);
  }
}

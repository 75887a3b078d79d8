package dev.connectpos.emulator.wire;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sale as the server lists it (T6).
 *
 * @param paymentId the sale's payment
 * @param orderId what was paid
 * @param code the PDV's own reference
 * @param nsu the acquirer's number of it, which is on the slip
 * @param authorizationCode the issuer's
 * @param amountMinor what was taken, in minor units
 * @param refundedMinor what was given back of it
 * @param currency ISO 4217
 * @param paymentType credit, debit or voucher
 * @param installments number of instalments
 * @param brand of the card
 * @param lastFour of the card
 * @param status captured, held, voided, refunded, partially_refunded or expired
 * @param at when, RFC 3339
 * @param standalone whether the amount was typed on a terminal
 * @param cancelable whether it may be cancelled here and now
 */
public record ListedSale(
    String paymentId,
    @Nullable String orderId,
    @Nullable String code,
    @Nullable String nsu,
    @Nullable String authorizationCode,
    long amountMinor,
    long refundedMinor,
    String currency,
    String paymentType,
    int installments,
    @Nullable String brand,
    @Nullable String lastFour,
    String status,
    @Nullable String at,
    boolean standalone,
    boolean cancelable) {

  /** Refuses a sale that cannot be named. */
  public ListedSale {
    Objects.requireNonNull(paymentId, "payment_id");
    Objects.requireNonNull(currency, "currency");
    Objects.requireNonNull(status, "status");
  }

  /** What is left of it, in minor units. */
  public long left() {
    return amountMinor - refundedMinor;
  }

  /** Whether people call it this: by its NSU or its payment. */
  public boolean isCalled(String name) {
    return name.equals(nsu) || name.equals(paymentId);
  }

  /** Whether there is a slip of it: the money was taken, or is held. */
  public boolean hasSlip() {
    return status.equals("captured")
        || status.equals("held")
        || status.equals("partially_refunded");
  }
}

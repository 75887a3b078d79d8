package dev.connectpos.emulator.wire;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An order as the server shows it.
 *
 * @param orderId the order
 * @param code the PDV's own reference
 * @param displayName what the shop calls it, such as a table
 * @param amountMinor what to charge, in minor units
 * @param currency ISO 4217
 * @param payment how it is to be paid
 * @param printOrderReceipt whether the order itself is printed too
 */
public record Order(
    String orderId,
    @Nullable String code,
    @Nullable String displayName,
    long amountMinor,
    String currency,
    @Nullable PaymentSetup payment,
    boolean printOrderReceipt) {

  /** Refuses an order without id or currency. */
  public Order {
    Objects.requireNonNull(orderId, "order_id");
    Objects.requireNonNull(currency, "currency");
  }

  /**
   * How the order is to be paid.
   *
   * @param type credit, debit or voucher; null when the operator chooses
   * @param installments number of instalments
   * @param installmentType merchant or issuer
   */
  public record PaymentSetup(
      @Nullable String type, @Nullable Integer installments, @Nullable String installmentType) {}
}

package dev.connectpos.emulator.wire;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An order as the server shows it.
 *
 * @param orderId the order
 * @param code the PDV's own reference
 * @param displayName what the shop calls it, such as a table
 * @param mode direct or listed; null means direct
 * @param amountMinor what it comes to, in minor units
 * @param owedMinor what is still to be paid; null means all of it
 * @param currency ISO 4217
 * @param payment how it is to be paid
 * @param printOrderReceipt whether a receipt of the order is printed once it is paid (T8)
 * @param receiptLines what is on that receipt; empty without one
 */
public record Order(
    String orderId,
    @Nullable String code,
    @Nullable String displayName,
    @Nullable String mode,
    long amountMinor,
    @Nullable Long owedMinor,
    String currency,
    @Nullable PaymentSetup payment,
    boolean printOrderReceipt,
    List<ReceiptLine> receiptLines) {

  /** Refuses an order without id or currency; keeps its own copy of the lines. */
  @SuppressWarnings("NullAway") // absent on the wire is null here
  public Order {
    Objects.requireNonNull(orderId, "order_id");
    Objects.requireNonNull(currency, "currency");
    receiptLines = receiptLines == null ? List.of() : List.copyOf(receiptLines);
  }

  /** Whether an operator picked it, and it may be paid in parts. */
  public boolean isListed() {
    return "listed".equals(mode);
  }

  /** What is still to be paid. */
  public long owed() {
    return owedMinor == null ? amountMinor : owedMinor;
  }

  /** Whether some of it is paid, and some is not. */
  public boolean owesPart() {
    return owed() > 0 && owed() < amountMinor;
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

  /**
   * A line of the order's receipt.
   *
   * @param description what was sold
   * @param quantity how many
   * @param amountMinor the price of one, in minor units
   */
  public record ReceiptLine(String description, long quantity, long amountMinor) {}
}

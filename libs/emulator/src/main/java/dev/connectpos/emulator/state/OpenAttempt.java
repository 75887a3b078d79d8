package dev.connectpos.emulator.state;

import dev.connectpos.emulator.wire.Order;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payment attempt whose outcome the terminal does not know yet, with what a slip needs of it.
 *
 * @param attemptId the terminal's own key (ITK)
 * @param keyCounter the transaction counter whose keys the card is encrypted under
 * @param sale what is being paid
 */
public record OpenAttempt(String attemptId, long keyCounter, Sale sale) {

  /**
   * What is being paid.
   *
   * @param orderId the order; null for an amount that was typed on the terminal
   * @param orderCode the PDV's reference, if it gave one
   * @param amountMinor in minor units
   * @param currency ISO 4217
   * @param paymentType credit, debit or voucher
   * @param installments number of instalments
   * @param installmentType merchant or issuer; null where a list of sales does not say it
   * @param receipt the order's receipt, to be printed when this is paid; null without one
   */
  public record Sale(
      @Nullable String orderId,
      @Nullable String orderCode,
      long amountMinor,
      String currency,
      String paymentType,
      int installments,
      @Nullable String installmentType,
      @Nullable Receipt receipt) {}

  /**
   * What the order's receipt says (T8).
   *
   * @param lines what was sold
   * @param totalMinor what the order comes to, in minor units
   */
  public record Receipt(List<Order.ReceiptLine> lines, long totalMinor) {

    /** Keeps its own copy. */
    public Receipt {
      lines = List.copyOf(lines);
    }
  }
}

package dev.connectpos.emulator;

import dev.connectpos.emulator.state.OpenAttempt;

/**
 * An amount that the operator types, without an order of a PDV (T5).
 *
 * @param amountMinor in centavos, at least one
 * @param paymentType credit, debit or voucher
 * @param installments number of instalments
 * @param installmentType merchant or issuer
 */
public record StandaloneSale(
    long amountMinor, String paymentType, int installments, String installmentType) {

  /** Refuses an amount that no terminal would let through. */
  public StandaloneSale {
    if (amountMinor < 1) {
      throw new IllegalArgumentException("a sale is of one centavo at least");
    }
  }

  /** By credit card, at once. */
  public static StandaloneSale credit(long amountMinor) {
    return new StandaloneSale(amountMinor, "credit", 1, "merchant");
  }

  OpenAttempt.Sale opening() {
    return new OpenAttempt.Sale(
        null, null, amountMinor, "BRL", paymentType, installments, installmentType, null);
  }
}

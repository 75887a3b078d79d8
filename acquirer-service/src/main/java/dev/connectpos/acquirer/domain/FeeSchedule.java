package dev.connectpos.acquirer.domain;

import dev.connectpos.money.Money;

/**
 * What the merchant pays for a sale, by function of the card.
 *
 * @param creditBasisPoints hundredths of a percent of the gross amount
 * @param debitBasisPoints as above
 * @param voucherBasisPoints as above
 */
public record FeeSchedule(int creditBasisPoints, int debitBasisPoints, int voucherBasisPoints) {
  private static final int WHOLE = 10_000;

  /**
   * @throws IllegalArgumentException if a fee is negative or above the whole
   */
  public FeeSchedule {
    for (int points : new int[] {creditBasisPoints, debitBasisPoints, voucherBasisPoints}) {
      if (points < 0 || points > WHOLE) {
        throw new IllegalArgumentException("a fee is 0 to 10000 basis points, was " + points);
      }
    }
  }

  /** The fee of a sale, halves rounded up to the next minor unit; never above the gross amount. */
  public Money fee(Money gross, PaymentType type) {
    int points =
        switch (type) {
          case CREDIT -> creditBasisPoints;
          case DEBIT -> debitBasisPoints;
          case VOUCHER -> voucherBasisPoints;
        };
    long scaled = Math.multiplyExact(gross.minor(), (long) points);
    return new Money(Math.addExact(scaled, WHOLE / 2) / WHOLE, gross.currency());
  }
}

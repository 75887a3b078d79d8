package dev.connectpos.acquirer.domain;

/**
 * How the shopper pays.
 *
 * @param type function of the card
 * @param installments 1 to 24 (A1); more than one on credit only
 * @param installmentType who finances them
 */
public record PaymentPlan(PaymentType type, int installments, InstallmentType installmentType) {
  /** The most instalments a sale may have (A1). */
  public static final int MAX_INSTALLMENTS = 24;

  /**
   * @throws IllegalArgumentException if the instalments are out of range for the type
   */
  public PaymentPlan {
    if (installments < 1 || installments > MAX_INSTALLMENTS) {
      throw new IllegalArgumentException("installments must be 1 to 24, was " + installments);
    }
    if (installments > 1 && type != PaymentType.CREDIT) {
      throw new IllegalArgumentException("only credit has installments, was " + type);
    }
  }
}

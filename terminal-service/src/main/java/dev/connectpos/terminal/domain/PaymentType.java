package dev.connectpos.terminal.domain;

/** Function of the card that is used. */
public enum PaymentType {
  CREDIT,
  DEBIT,
  VOUCHER;

  private static final int MAX_INSTALLMENTS = 24;

  /** Only credit is paid in instalments (A1); the acquirer would refuse to hear anything else. */
  public int maxInstallments() {
    return this == CREDIT ? MAX_INSTALLMENTS : 1;
  }
}

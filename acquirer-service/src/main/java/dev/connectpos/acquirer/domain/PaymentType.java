package dev.connectpos.acquirer.domain;

/** Function of the card that is used (A1). */
public enum PaymentType {
  CREDIT,
  DEBIT,
  VOUCHER
}

package dev.connectpos.terminal.domain;

/** Function of the card that is used. */
public enum PaymentType {
  CREDIT,
  DEBIT,
  VOUCHER
}

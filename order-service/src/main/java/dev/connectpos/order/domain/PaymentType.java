package dev.connectpos.order.domain;

/** What the terminal asks the shopper for. */
public enum PaymentType {
  CREDIT,
  DEBIT,
  VOUCHER
}

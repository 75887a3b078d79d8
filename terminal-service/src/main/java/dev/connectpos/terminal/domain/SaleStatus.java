package dev.connectpos.terminal.domain;

/** What became of a sale; {@code status} in a terminal's list of sales. */
public enum SaleStatus {
  CAPTURED,
  HELD,
  PARTIALLY_REFUNDED,
  REFUNDED,
  VOIDED,
  EXPIRED
}

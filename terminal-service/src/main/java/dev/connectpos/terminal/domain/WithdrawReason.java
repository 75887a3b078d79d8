package dev.connectpos.terminal.domain;

/** How the PDV closed an order; {@code order.withdraw.reason}. */
public enum WithdrawReason {
  PAID,
  CLOSED,
  CANCELED
}

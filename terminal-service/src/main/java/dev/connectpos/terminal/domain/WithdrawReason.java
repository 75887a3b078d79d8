package dev.connectpos.terminal.domain;

/** Why an order leaves a screen; {@code order.withdraw.reason}. */
public enum WithdrawReason {
  /** It is paid, or the PDV closed it as paid. */
  PAID,
  /** The PDV closed it as failed. */
  CLOSED,
  /** The PDV canceled it. */
  CANCELED,
  /** It closed by itself at its time limit (feature O6). */
  EXPIRED,
  /**
   * The operator put a listed order back, the terminal was deactivated, or the PDV took all items
   * out of the order.
   */
  RELEASED,
  /** The operator refused a direct order. */
  REJECTED
}

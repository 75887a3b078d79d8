package dev.connectpos.terminal.domain;

/** Why we ask the acquirer to undo a payment. */
public enum UndoReason {
  /** The PDV canceled the order. */
  ORDER_CANCELED,
  /** The PDV closed the order as failed. */
  ORDER_FAILED,
  /** The order closed by itself at its time limit. */
  ORDER_EXPIRED,
  /** The PDV lowered the amount below what is in flight. */
  ORDER_CHANGED,
  /** Other attempts of the same order turned out to have paid it. */
  ORDER_ALREADY_PAID,
  /** The terminal was replaced and can confirm nothing any more. */
  TERMINAL_REPLACED
}

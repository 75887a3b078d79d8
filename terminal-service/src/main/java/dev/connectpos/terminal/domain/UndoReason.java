package dev.connectpos.terminal.domain;

/** Why we ask the acquirer to undo a payment. */
public enum UndoReason {
  /** The PDV canceled the order. */
  ORDER_CANCELED,
  /** The PDV closed the order as failed. */
  ORDER_FAILED,
  /** Another attempt of the same order turned out to be captured. */
  ORDER_ALREADY_PAID
}

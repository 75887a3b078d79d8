package dev.connectpos.order.domain;

/** Why a sale is not undone for a terminal (T6), in order of precedence. */
public enum CancellationRefusal {
  /** No sale on a terminal is known by the payment. */
  NOT_FOUND,
  /** All of it was given back, released or expired. */
  NOTHING_LEFT,
  /** Something else is asked of the acquirer for it, with the outcome open. */
  ALREADY_ASKED,
  /** Another amount than all that is left. */
  AMOUNT_MISMATCH
}

package dev.connectpos.order.domain;

/** How money goes back (A3). */
public enum CancelKind {
  /** On the day of the sale, or before it was captured. */
  VOID,
  /** Later. */
  REFUND
}

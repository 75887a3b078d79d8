package dev.connectpos.terminal.domain;

/**
 * Why a terminal's frame about an order is refused, in order of precedence; the first that applies
 * wins. Nothing was changed.
 */
public enum OrderRefusal {
  /** The terminal may not have it, it is closed, or it is not where the frame says. */
  ORDER_NOT_HERE,
  /** Nothing is left to pay. */
  ORDER_ALREADY_PAID,
  /** Another order is on the screen. */
  SCREEN_TAKEN,
  /** The outcome of a payment of this terminal is open. */
  PAYMENT_IN_PROGRESS
}

package dev.connectpos.terminal.domain;

/** Where an order stands on its terminal. */
public enum OrderStatus {
  /** Waiting behind another order. */
  QUEUED,
  /** On the screen, to be paid. */
  SHOWING,
  /** On the screen, with an attempt whose outcome is open. */
  PAYING,
  /** Captured. */
  PAID,
  /** Closed by the PDV without a capture here. */
  WITHDRAWN;

  /** Whether the order holds the terminal's screen. */
  public boolean isCurrent() {
    return this == SHOWING || this == PAYING;
  }
}

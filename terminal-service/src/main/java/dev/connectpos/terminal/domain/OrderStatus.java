package dev.connectpos.terminal.domain;

/** Where an order stands: a direct one on its terminal, a listed one in the lists. */
public enum OrderStatus {
  /** Direct: waiting behind another order, or for items. */
  QUEUED,
  /** Direct: on the screen, to be paid. */
  SHOWING,
  /** Direct: on the screen, with an attempt whose outcome is open. */
  PAYING,
  /** Direct: taken off the screen by the operator; the PDV decides what becomes of it. */
  REJECTED,
  /** Listed: may be picked, or has an attempt whose outcome is open. */
  LISTED,
  /** Captured or held in full. */
  PAID,
  /** Closed by the PDV, and nothing in flight. */
  WITHDRAWN;

  /** Whether a direct order holds its terminal's screen. */
  public boolean isCurrent() {
    return switch (this) {
      case SHOWING, PAYING -> true;
      case QUEUED, REJECTED, LISTED, PAID, WITHDRAWN -> false;
    };
  }
}

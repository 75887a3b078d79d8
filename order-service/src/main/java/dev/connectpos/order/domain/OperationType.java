package dev.connectpos.order.domain;

/** What happens to the money after the approval (A1). */
public enum OperationType {
  /** Captured by itself. */
  AUTH_AND_CAPTURE,
  /** Held until it is captured, released or expires. */
  AUTH_ONLY,
  /** Held too; the amount is an estimate. */
  PRE_AUTH
}

package dev.connectpos.acquirer.domain;

/** What happens after the terminal confirmed (A1). */
public enum OperationType {
  /** Captured by itself. */
  AUTH_AND_CAPTURE,
  /** Held until somebody captures. */
  AUTH_ONLY,
  /** As {@link #AUTH_ONLY}: held for an amount that is an estimate. */
  PRE_AUTH
}

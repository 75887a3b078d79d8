package dev.connectpos.order.domain;

/** Where a payment stands while its outcome is open. */
public enum LivePhase {
  /** The network approved; undone unless the terminal confirms in time. */
  AUTHORIZED,
  /** The outcome is not known and is being found out. Not a decline. */
  IN_DOUBT,
  /** It is being undone and will not be captured. */
  REVERSING
}

package dev.connectpos.terminal.domain;

/** Why a command to a cancellation is refused. */
public enum SaleCancellationRejection {
  /** The money went back already, whatever is said now. */
  CONTRADICTS_OUTCOME
}

package dev.connectpos.terminal.domain;

/** {@code payment.result.status} of the terminal protocol. */
public enum ResultStatus {
  AUTHORIZING,
  VERIFYING,
  APPROVED,
  CAPTURED,
  DECLINED,
  REVERSED
}

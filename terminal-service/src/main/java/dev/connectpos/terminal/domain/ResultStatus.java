package dev.connectpos.terminal.domain;

/** {@code payment.result.status} of the terminal protocol. */
public enum ResultStatus {
  AUTHORIZING,
  VERIFYING,
  APPROVED,
  HELD,
  CAPTURED,
  REFUNDED,
  VOIDED,
  EXPIRED,
  DECLINED,
  REVERSED;

  /** Whether the shopper has paid and may go. */
  boolean endsTheSale() {
    return switch (this) {
      case HELD, CAPTURED, REFUNDED, VOIDED, EXPIRED -> true;
      case AUTHORIZING, VERIFYING, APPROVED, DECLINED, REVERSED -> false;
    };
  }

  /** Whether it is what became of the money after the sale. */
  boolean followsTheSale() {
    return switch (this) {
      case REFUNDED, VOIDED, EXPIRED -> true;
      case AUTHORIZING, VERIFYING, APPROVED, HELD, CAPTURED, DECLINED, REVERSED -> false;
    };
  }
}

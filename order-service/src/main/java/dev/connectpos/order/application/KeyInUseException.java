package dev.connectpos.order.application;

/** A call with the same Idempotency-Key is still at work. Worth a retry by the caller. */
public final class KeyInUseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public KeyInUseException(Throwable cause) {
    super("a call with the same Idempotency-Key is at work", cause);
  }
}

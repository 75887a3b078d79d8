package dev.connectpos.outbox;

import org.jspecify.annotations.Nullable;

/** A message that can never be applied as it is: malformed, or of a type nobody here knows. */
public final class PermanentFailureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message why, for the operator who finds it parked; no card data
   */
  public PermanentFailureException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

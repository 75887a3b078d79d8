package dev.connectpos.acquirer.application;

/** A terminal's attempt may have one payment, for ever. Retrying does not help. */
public final class AttemptReusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message which payment and attempt
   */
  public AttemptReusedException(String message) {
    super(message);
  }
}

package dev.connectpos.acquirer.application;

/** The first command of a payment was not to authorize it. Retrying does not help. */
public final class UnknownPaymentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message which payment
   */
  public UnknownPaymentException(String message) {
    super(message);
  }
}

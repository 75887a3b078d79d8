package dev.connectpos.notification.webhook;

/** A webhook may not go there. Retrying helps if the name gets another address. */
final class ForbiddenTargetException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message for the endpoint's owner; names no address, so that nobody can look around with
   *     our eyes
   */
  ForbiddenTargetException(String message) {
    super(message, null, false, false);
  }
}

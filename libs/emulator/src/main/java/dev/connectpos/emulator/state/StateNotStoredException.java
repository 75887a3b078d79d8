package dev.connectpos.emulator.state;

/** A terminal's state could not be read or made durable. The message is fit for the operator. */
public final class StateNotStoredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what happened, in one line. */
  public StateNotStoredException(String message) {
    super(message);
  }

  /** With what happened, in one line, and why. */
  public StateNotStoredException(String message, Throwable cause) {
    super(message, cause);
  }
}

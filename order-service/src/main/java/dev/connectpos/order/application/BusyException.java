package dev.connectpos.order.application;

/**
 * Others held what the call needs for longer than it waits. Nothing of it is done: its transaction
 * is rolled back, its key with it. Worth a retry by the caller.
 */
public final class BusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BusyException(String what, Throwable cause) {
    super(what + " is busy", cause);
  }
}

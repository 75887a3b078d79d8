package dev.connectpos.terminal.socket;

/** A frame breaks the protocol. Carries nothing of the frame: it may hold card data. */
final class BadFrameException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient FrameError error;

  BadFrameException(FrameError error) {
    super(error.code().wire(), null, false, false);
    this.error = error;
  }

  FrameError error() {
    return error;
  }
}

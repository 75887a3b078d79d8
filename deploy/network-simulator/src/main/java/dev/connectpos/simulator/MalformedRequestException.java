package dev.connectpos.simulator;

/** A request lacks what it must have. */
final class MalformedRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedRequestException() {
    super("a field is missing, or holds what it cannot");
  }
}

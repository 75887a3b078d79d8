package dev.connectpos.terminal.api;

/** An image is not what it is said to be. */
final class BadImageException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;

  BadImageException(String field) {
    super(field, null, false, false);
    this.field = field;
  }

  /** The field of the request at fault. */
  String field() {
    return field;
  }
}

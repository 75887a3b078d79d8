package dev.connectpos.acquirer.api;

/** A request whose field is missing or malformed. Never carries the value: it may be card data. */
final class InvalidFieldException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String field;

  InvalidFieldException(String field, String rule) {
    super(rule);
    this.field = field;
  }

  String field() {
    return field;
  }
}

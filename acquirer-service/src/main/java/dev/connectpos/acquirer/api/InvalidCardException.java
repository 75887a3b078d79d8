package dev.connectpos.acquirer.api;

/** A card that cannot be one. Names the field and the rule, and never carries the value. */
final class InvalidCardException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String field;

  InvalidCardException(String field, String rule) {
    super(rule);
    this.field = field;
  }

  String field() {
    return field;
  }
}

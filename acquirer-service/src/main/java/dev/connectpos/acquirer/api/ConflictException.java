package dev.connectpos.acquirer.api;

/** 409: what was asked for does not go with what is. */
final class ConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  ConflictException(String code, String title) {
    super(title, null, false, false);
    this.code = code;
  }

  String code() {
    return code;
  }
}

package dev.connectpos.schemas;

/** The registry answered, and does not hold the schema. Trying again changes nothing. */
public final class UnknownSchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownSchemaException(String message) {
    super(message);
  }
}

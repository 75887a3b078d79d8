package dev.connectpos.acquirer.api;

/** A body that is not the JSON it should be. Says no more: it may hold card data. */
final class MalformedBodyException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}

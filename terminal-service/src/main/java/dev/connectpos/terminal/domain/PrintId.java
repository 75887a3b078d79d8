package dev.connectpos.terminal.domain;

/** order-service's id of a document to print. */
public record PrintId(String value) {
  @Override
  public String toString() {
    return value;
  }
}

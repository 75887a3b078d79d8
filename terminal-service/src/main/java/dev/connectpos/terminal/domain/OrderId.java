package dev.connectpos.terminal.domain;

/** An order of order-service. */
public record OrderId(String value) {
  /** The id as it stands on the wire. */
  @Override
  public String toString() {
    return value;
  }
}

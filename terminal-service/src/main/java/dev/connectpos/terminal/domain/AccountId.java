package dev.connectpos.terminal.domain;

/** A merchant account of order-service. */
public record AccountId(String value) {
  /** The id as it stands on the wire. */
  @Override
  public String toString() {
    return value;
  }
}

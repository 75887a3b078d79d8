package dev.connectpos.terminal.domain;

/** A payment as the acquirer knows it, {@code pay_} and 16 characters; chosen here. */
public record PaymentId(String value) {
  /** The id as it stands on the wire. */
  @Override
  public String toString() {
    return value;
  }
}

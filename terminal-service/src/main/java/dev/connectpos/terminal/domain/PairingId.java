package dev.connectpos.terminal.domain;

/** A pairing in progress, {@code pair_} and 16 characters. */
public record PairingId(String value) {
  /** The id as it stands on the wire. */
  @Override
  public String toString() {
    return value;
  }
}

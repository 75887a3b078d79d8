package dev.connectpos.terminal.domain;

/** A terminal, {@code term_} and 16 characters. */
public record TerminalId(String value) {
  /** The id as it stands on the wire. */
  @Override
  public String toString() {
    return value;
  }
}

package dev.connectpos.terminal.domain;

/** The terminal's own key of an attempt (ITK); unique per terminal for ever. */
public record AttemptId(String value) {
  /** The id as it stands on the wire. */
  @Override
  public String toString() {
    return value;
  }
}

package dev.connectpos.terminal.domain;

/** The terminal's own key of a cancellation, in the format of {@link AttemptId}. Safe to log. */
public record CancelId(String value) {
  /** The id as it stands on the wire. */
  @Override
  public String toString() {
    return value;
  }
}

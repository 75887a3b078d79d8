package dev.connectpos.terminal.domain;

/**
 * What order-service is asked to cancel, {@code req_} and 16 characters. The same id is on the
 * acquirer's answer, and it is carried out once for ever. Safe to log.
 */
public record RequestId(String value) {
  /** The id as it stands on the wire. */
  @Override
  public String toString() {
    return value;
  }
}

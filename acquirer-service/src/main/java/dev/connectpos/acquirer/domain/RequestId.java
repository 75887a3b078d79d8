package dev.connectpos.acquirer.domain;

/**
 * A merchant's request to capture or to cancel, chosen by who asks. It is carried out once for
 * ever, and the network knows a cancellation by it.
 *
 * @param value not empty
 */
public record RequestId(String value) {

  /**
   * @throws IllegalArgumentException if it is empty
   */
  public RequestId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a request id is empty");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

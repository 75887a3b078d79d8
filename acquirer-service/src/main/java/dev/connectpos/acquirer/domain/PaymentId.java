package dev.connectpos.acquirer.domain;

/**
 * A payment, chosen by terminal-service; also the reference under which the network knows it.
 *
 * @param value not empty
 */
public record PaymentId(String value) {

  /**
   * @throws IllegalArgumentException if it is empty
   */
  public PaymentId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a payment id is empty");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

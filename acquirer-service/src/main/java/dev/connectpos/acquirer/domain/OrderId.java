package dev.connectpos.acquirer.domain;

/**
 * The order that is paid, owned by order-service.
 *
 * @param value not empty
 */
public record OrderId(String value) {

  /**
   * @throws IllegalArgumentException if it is empty
   */
  public OrderId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("an order id is empty");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

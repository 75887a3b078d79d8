package dev.connectpos.acquirer.domain;

/**
 * The merchant's account, owned by order-service.
 *
 * @param value not empty
 */
public record AccountId(String value) {

  /**
   * @throws IllegalArgumentException if it is empty
   */
  public AccountId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("an account id is empty");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

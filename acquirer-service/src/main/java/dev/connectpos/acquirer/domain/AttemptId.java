package dev.connectpos.acquirer.domain;

/**
 * The terminal's own key of the attempt (ITK), never used twice (A10).
 *
 * @param value not empty
 */
public record AttemptId(String value) {

  /**
   * @throws IllegalArgumentException if it is empty
   */
  public AttemptId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("an attempt id is empty");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

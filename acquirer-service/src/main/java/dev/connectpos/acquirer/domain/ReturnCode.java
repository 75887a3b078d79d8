package dev.connectpos.acquirer.domain;

/**
 * One of the 46 answers to an authorization (A9).
 *
 * @param code as the incumbent writes it, without leading zeros
 * @param message for the terminal's screen
 * @param guidance for the shopkeeper; may be empty
 * @param retryable whether the same card, presented again for the same order, may succeed
 */
public record ReturnCode(String code, String message, String guidance, boolean retryable) {

  /** Whether the network said yes. */
  public boolean approves() {
    return code.equals("0") || code.equals("1");
  }
}

package dev.connectpos.acquirer.domain;

/**
 * A no, of the network or our own.
 *
 * @param returnCode one of the 46 (A9)
 * @param cause for operators only: who refused and why; no card data
 */
public record Refusal(String returnCode, String cause) {
  /** The network was not asked at all, and certainly will not be. */
  public static final Refusal NOT_DONE = new Refusal("9112", "network_not_reached");

  /** The network itself refused, for a reason that is its own. */
  public static Refusal byNetwork(String returnCode) {
    return new Refusal(returnCode, "network");
  }
}

package dev.connectpos.emulator.state;

/**
 * A pairing that an operator has not completed, kept so that a restarted terminal can still collect
 * its credential.
 *
 * @param pairingId the pairing
 * @param code what the operator types
 * @param secret what the terminal asks with
 */
public record PendingPairing(String pairingId, String code, String secret) {

  /** Without the secret. */
  @Override
  public String toString() {
    return "PendingPairing[" + pairingId + "]";
  }
}

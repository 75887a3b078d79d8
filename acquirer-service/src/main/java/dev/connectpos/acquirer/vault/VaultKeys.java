package dev.connectpos.acquirer.vault;

/**
 * The vault's secrets, from the environment.
 *
 * @param bdk base derivation key of the terminals, 32 or 64 hexadecimal digits
 * @param tokenKey key of the cards' fingerprints, at least 32 characters
 */
public record VaultKeys(String bdk, String tokenKey) {
  private static final int MIN_TOKEN_KEY = 32;

  /**
   * @throws IllegalArgumentException if a key is missing or too short; it is never repeated
   */
  public VaultKeys {
    if (!bdk.matches("[0-9A-Fa-f]{32}([0-9A-Fa-f]{32})?")) {
      throw new IllegalArgumentException("connect.bdk (CONNECT_BDK) is 32 or 64 hex digits");
    }
    if (tokenKey.length() < MIN_TOKEN_KEY) {
      throw new IllegalArgumentException(
          "connect.card-token-key (CONNECT_CARD_TOKEN_KEY) needs at least 32 characters");
    }
  }

  @Override
  public String toString() {
    return "VaultKeys[***]";
  }
}

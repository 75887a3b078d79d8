package dev.connectpos.dukpt;

import java.util.HexFormat;
import java.util.Locale;

/**
 * Which initial key a terminal was given: 8 bytes, the BDK's id and the device's. Not a secret.
 *
 * @param hex 16 hexadecimal digits, kept in upper case
 */
public record InitialKeyId(String hex) {

  /**
   * @throws IllegalArgumentException unless it is 16 hexadecimal digits
   */
  public InitialKeyId {
    if (hex.length() != 16 || !hex.chars().allMatch(HexFormat::isHexDigit)) {
      throw new IllegalArgumentException("an initial key id is 16 hexadecimal digits");
    }
    hex = hex.toUpperCase(Locale.ROOT);
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}

package dev.connectpos.dukpt;

import java.util.HexFormat;
import java.util.Locale;

/**
 * Names one transaction's keys: the initial key and the counter. 12 bytes, sent in clear.
 *
 * @param initialKeyId which initial key
 * @param counter which transaction
 */
public record KeySerialNumber(InitialKeyId initialKeyId, TransactionCounter counter) {

  /**
   * Reads 24 hexadecimal digits: 16 of the initial key id, 8 of the counter.
   *
   * @throws CardDataException if it is anything else, or the counter does not exist
   */
  public static KeySerialNumber parse(String hex) {
    if (hex.length() != 24 || !hex.chars().allMatch(HexFormat::isHexDigit)) {
      throw new CardDataException("a key serial number is 24 hexadecimal digits");
    }
    try {
      return new KeySerialNumber(
          new InitialKeyId(hex.substring(0, 16)),
          new TransactionCounter(HexFormat.fromHexDigitsToLong(hex, 16, 24)));
    } catch (IllegalArgumentException e) {
      throw new CardDataException("the key serial number has no valid transaction counter");
    }
  }

  /** 24 hexadecimal digits in upper case, as on the wire. */
  public String hex() {
    return initialKeyId.hex() + String.format(Locale.ROOT, "%08X", counter.value());
  }

  @Override
  public String toString() {
    return hex();
  }
}

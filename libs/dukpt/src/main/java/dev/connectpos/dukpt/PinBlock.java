package dev.connectpos.dukpt;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * PIN blocks of ISO 9564-1 format 4: two AES blocks chained over the PIN and the card number,
 * {@code AES(AES(PIN field) XOR PAN field)}, so that a block is of no use with another card.
 */
public final class PinBlock {

  private static final int PIN_MIN = 4;
  private static final int PIN_MAX = 12;
  private static final int PAN_MIN = 12;
  private static final int PAN_MAX = 19;
  private static final int CONTROL = 4;
  private static final int FILL = 0xA;
  private static final int RANDOM_FROM = 8;

  private PinBlock() {}

  /**
   * Enciphers a PIN for one card.
   *
   * @param pin 4 to 12 digits; the caller wipes it
   * @param pan the card number, 12 to 19 digits
   * @param key the PIN key, 16 or 32 bytes
   * @param random fills the block, so that equal PINs give different blocks
   * @return 16 bytes
   * @throws IllegalArgumentException if PIN or card number are not digits of that length
   */
  public static byte[] encipher(char[] pin, String pan, byte[] key, SecureRandom random) {
    byte[] fill = new byte[AesBlock.BYTES - RANDOM_FROM];
    random.nextBytes(fill);
    byte[] pinField = pinField(pin, fill);
    try {
      var aes = new AesBlock(key);
      return aes.encrypt(AesBlock.xor(aes.encrypt(pinField), panField(pan)));
    } finally {
      Arrays.fill(pinField, (byte) 0);
    }
  }

  /**
   * Deciphers a PIN block.
   *
   * @param block 16 bytes
   * @param pan the card number it was made for, 12 to 19 digits
   * @param key the PIN key, 16 or 32 bytes
   * @return the PIN; the caller wipes it
   * @throws CardDataException if it is no format 4 block of that card under that key
   */
  public static char[] decipher(byte[] block, String pan, byte[] key) {
    if (block.length != AesBlock.BYTES) {
      throw new CardDataException("a PIN block has 16 bytes");
    }
    byte[] panField;
    try {
      panField = panField(pan);
    } catch (IllegalArgumentException e) {
      // Here the number came out of the terminal's data: it is that data's fault, not the caller's.
      throw new CardDataException("the PIN block belongs to no card number");
    }
    var aes = new AesBlock(key);
    byte[] pinField = aes.decrypt(AesBlock.xor(aes.decrypt(block), panField));
    try {
      return decode(pinField);
    } finally {
      Arrays.fill(pinField, (byte) 0);
    }
  }

  /** The plain PIN field: control 4, length, digits, fill A, eight random bytes. */
  static byte[] pinField(char[] pin, byte[] random) {
    if (pin.length < PIN_MIN || pin.length > PIN_MAX) {
      throw new IllegalArgumentException("a PIN has 4 to 12 digits");
    }
    byte[] field = new byte[AesBlock.BYTES];
    setNibble(field, 0, CONTROL);
    setNibble(field, 1, pin.length);
    for (int i = 0; i < 14; i++) {
      setNibble(field, i + 2, i < pin.length ? digit(pin[i], "a PIN has digits only") : FILL);
    }
    System.arraycopy(random, 0, field, RANDOM_FROM, field.length - RANDOM_FROM);
    return field;
  }

  /** The plain card number field: digits beyond twelve, the number (at least twelve), zeros. */
  static byte[] panField(String pan) {
    if (pan.length() < PAN_MIN || pan.length() > PAN_MAX) {
      throw new IllegalArgumentException("a card number has 12 to 19 digits");
    }
    byte[] field = new byte[AesBlock.BYTES];
    setNibble(field, 0, pan.length() - PAN_MIN);
    for (int i = 0; i < pan.length(); i++) {
      setNibble(field, i + 1, digit(pan.charAt(i), "a card number has digits only"));
    }
    return field;
  }

  /** Looks at every nibble before it answers: the time taken says nothing about the PIN. */
  private static char[] decode(byte[] field) {
    int length = nibble(field, 1);
    int wrong = nibble(field, 0) ^ CONTROL;
    wrong |= (length - PIN_MIN) >>> 31;
    wrong |= (PIN_MAX - length) >>> 31;
    for (int i = 0; i < 14; i++) {
      int value = nibble(field, i + 2);
      int inPin = (i - length) >> 31; // all ones within the PIN, zero after it
      int aboveNine = (9 - value) >>> 31;
      wrong |= (inPin & aboveNine) | (~inPin & (value ^ FILL));
    }
    if (wrong != 0) {
      throw new CardDataException("the PIN block cannot be read");
    }
    char[] pin = new char[length];
    for (int i = 0; i < length; i++) {
      pin[i] = (char) ('0' + nibble(field, i + 2));
    }
    return pin;
  }

  private static int digit(char c, String refusal) {
    if (c < '0' || c > '9') {
      throw new IllegalArgumentException(refusal);
    }
    return c - '0';
  }

  private static int nibble(byte[] field, int index) {
    int both = field[index / 2] & 0xFF;
    return index % 2 == 0 ? both >>> 4 : both & 0xF;
  }

  private static void setNibble(byte[] field, int index, int value) {
    field[index / 2] |= (byte) (index % 2 == 0 ? value << 4 : value);
  }
}

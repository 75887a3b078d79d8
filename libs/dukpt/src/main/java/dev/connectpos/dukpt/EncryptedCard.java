package dev.connectpos.dukpt;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A card as it leaves the reader (docs/terminal-protocol.md): its data in AES-128-GCM under the
 * data key of one counter, bound to one payment attempt, and the PIN, if one was typed, as a format
 * 4 block under the PIN key of the same counter. The parts are as on the wire.
 *
 * @param ksn whose keys: 24 hexadecimal digits
 * @param iv base64 of 12 bytes
 * @param data base64 of the encrypted data and its 16 byte tag
 * @param pinBlock 32 hexadecimal digits, or null without a PIN
 */
public record EncryptedCard(String ksn, String iv, String data, @Nullable String pinBlock) {

  private static final int IV_BYTES = 12;
  private static final int TAG_BITS = 128;

  /**
   * Seals a card for one attempt. The counter of the keys must have been stored as used before.
   *
   * @param keys the keys of that counter
   * @param contents the plain data; the caller wipes it
   * @param attemptId the only attempt it will open for
   * @param random for the initialization vector
   */
  public static EncryptedCard seal(
      WorkingKeys keys, byte[] contents, String attemptId, SecureRandom random) {
    byte[] iv = new byte[IV_BYTES];
    random.nextBytes(iv);
    byte[] key = keys.data();
    try {
      byte[] sealed = gcm(Cipher.ENCRYPT_MODE, key, iv, attemptId).doFinal(contents);
      var base64 = Base64.getEncoder();
      return new EncryptedCard(
          keys.ksn().hex(), base64.encodeToString(iv), base64.encodeToString(sealed), null);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed to seal", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /**
   * The same card with its PIN.
   *
   * @param keys the keys it was sealed with
   * @param pin 4 to 12 digits; the caller wipes it
   * @param pan the card number, 12 to 19 digits
   * @param random fills the block
   * @throws IllegalArgumentException if PIN or card number are not digits of that length
   */
  public EncryptedCard withPin(WorkingKeys keys, char[] pin, String pan, SecureRandom random) {
    checkKeys(keys);
    byte[] key = keys.pin();
    try {
      byte[] block = PinBlock.encipher(pin, pan, key, random);
      return new EncryptedCard(ksn, iv, data, HexFormat.of().withUpperCase().formatHex(block));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /**
   * Whose keys open it.
   *
   * @throws CardDataException if the serial number is malformed
   */
  public KeySerialNumber keySerialNumber() {
    return KeySerialNumber.parse(ksn);
  }

  /**
   * Opens the card's data.
   *
   * @param keys the keys of {@link #keySerialNumber()}
   * @param attemptId the attempt it was sent for
   * @return the plain data; the caller wipes it
   * @throws CardDataException if it was altered, malformed, or sealed otherwise
   */
  public byte[] open(WorkingKeys keys, String attemptId) {
    checkKeys(keys);
    byte[] nonce = base64("iv", iv);
    byte[] sealed = base64("data", data);
    if (nonce.length != IV_BYTES) {
      throw new CardDataException("iv has " + IV_BYTES + " bytes");
    }
    byte[] key = keys.data();
    try {
      return gcm(Cipher.DECRYPT_MODE, key, nonce, attemptId).doFinal(sealed);
    } catch (AEADBadTagException e) {
      throw new CardDataException("the card data cannot be opened");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed to open", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /**
   * The PIN, or null if none was typed.
   *
   * @param keys the keys of {@link #keySerialNumber()}
   * @param pan the card number inside {@link #open}
   * @return the digits; the caller wipes them
   * @throws CardDataException if the block cannot be read for that card
   */
  public char @Nullable [] pin(WorkingKeys keys, String pan) {
    checkKeys(keys);
    if (pinBlock == null) {
      return null;
    }
    byte[] block;
    try {
      block = HexFormat.of().parseHex(pinBlock);
    } catch (IllegalArgumentException e) {
      throw new CardDataException("pin_block is 32 hexadecimal digits");
    }
    byte[] key = keys.pin();
    try {
      return PinBlock.decipher(block, pan, key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** Safe to log: which keys, nothing of the card. */
  @Override
  public String toString() {
    return "EncryptedCard[" + ksn + ", ***]";
  }

  private void checkKeys(WorkingKeys keys) {
    if (!keySerialNumber().equals(keys.ksn())) {
      throw new IllegalArgumentException("card of " + ksn + ", but keys of " + keys.ksn());
    }
  }

  private static byte[] base64(String name, String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new CardDataException(name + " is not base64");
    }
  }

  private static Cipher gcm(int mode, byte[] key, byte[] iv, String attemptId)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, iv));
    cipher.updateAAD(attemptId.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}

package dev.connectpos.acquirer.vault;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM with an initialization vector of its own for every text, which stands before it. */
final class AesGcm {
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int IV_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random;

  AesGcm(SecureRandom random) {
    this.random = random;
  }

  /** Seals; opens only with the same additional data. */
  String seal(SecretKey key, byte[] plain, byte[] additional) {
    byte[] iv = new byte[IV_BYTES];
    random.nextBytes(iv);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, iv, additional).doFinal(plain);
      byte[] whole = Arrays.copyOf(iv, IV_BYTES + sealed.length);
      System.arraycopy(sealed, 0, whole, IV_BYTES, sealed.length);
      return Base64.getEncoder().encodeToString(whole);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no " + ALGORITHM + " in this JDK", e);
    }
  }

  /** Opens; nothing if it was sealed otherwise, or changed since. */
  Optional<byte[]> open(SecretKey key, String sealed, byte[] additional) {
    byte[] whole;
    try {
      whole = Base64.getDecoder().decode(sealed);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    if (whole.length < IV_BYTES + TAG_BITS / Byte.SIZE) {
      return Optional.empty();
    }
    byte[] iv = Arrays.copyOf(whole, IV_BYTES);
    try {
      return Optional.of(
          cipher(Cipher.DECRYPT_MODE, key, iv, additional)
              .doFinal(whole, IV_BYTES, whole.length - IV_BYTES));
    } catch (AEADBadTagException _) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no " + ALGORITHM + " in this JDK", e);
    }
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] iv, byte[] additional)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(ALGORITHM);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
    cipher.updateAAD(additional);
    return cipher;
  }
}

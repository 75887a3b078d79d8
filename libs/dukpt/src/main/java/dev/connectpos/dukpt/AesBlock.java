package dev.connectpos.dukpt;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** AES on one 16-byte block, the primitive that X9.24-3 and ISO 9564 are defined over. */
final class AesBlock {

  static final int BYTES = 16;

  private final Cipher encrypt;
  private final Cipher decrypt;

  // ECB is the bare block cipher. The standards chain the blocks themselves; nothing else may.
  @SuppressWarnings("InsecureCryptoUsage")
  AesBlock(byte[] key) {
    try {
      var secret = new SecretKeySpec(key, "AES");
      encrypt = Cipher.getInstance("AES/ECB/NoPadding");
      encrypt.init(Cipher.ENCRYPT_MODE, secret);
      decrypt = Cipher.getInstance("AES/ECB/NoPadding");
      decrypt.init(Cipher.DECRYPT_MODE, secret);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES", e);
    }
  }

  byte[] encrypt(byte[] block) {
    return run(encrypt, block);
  }

  byte[] decrypt(byte[] block) {
    return run(decrypt, block);
  }

  static byte[] xor(byte[] a, byte[] b) {
    byte[] result = Arrays.copyOf(a, a.length);
    for (int i = 0; i < result.length; i++) {
      result[i] ^= b[i];
    }
    return result;
  }

  private static byte[] run(Cipher cipher, byte[] block) {
    if (block.length != BYTES) {
      throw new IllegalArgumentException("an AES block has 16 bytes, not " + block.length);
    }
    try {
      return cipher.doFinal(block);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES failed on a whole block", e);
    }
  }
}

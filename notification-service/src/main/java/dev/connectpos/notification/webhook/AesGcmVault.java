package dev.connectpos.notification.webhook;

import dev.connectpos.notification.application.SecretVault;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * AES-GCM: one version byte, twelve random bytes, then ciphertext and tag. The purpose is
 * authenticated with it, so a sealed secret moved to another row does not open.
 */
@ApplicationScoped
class AesGcmVault implements SecretVault {
  private static final byte VERSION = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int SIGNING_KEY_BYTES = 32;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  AesGcmVault(@ConfigProperty(name = "connect.secrets-key") String key) {
    this.key = SealingKey.parse(key);
  }

  @Override
  public byte[] seal(byte[] secret, String purpose) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, purpose, secret);
    return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
        .put(VERSION)
        .put(nonce)
        .put(sealed)
        .array();
  }

  @Override
  public byte[] open(byte[] sealed, String purpose) {
    var in = ByteBuffer.wrap(sealed);
    if (in.remaining() <= 1 + NONCE_BYTES || in.get() != VERSION) {
      throw new IllegalStateException("not a sealed secret");
    }
    byte[] nonce = new byte[NONCE_BYTES];
    in.get(nonce);
    byte[] ciphertext = new byte[in.remaining()];
    in.get(ciphertext);
    return run(Cipher.DECRYPT_MODE, nonce, purpose, ciphertext);
  }

  @Override
  public String newSigningSecret() {
    byte[] bytes = new byte[SIGNING_KEY_BYTES];
    random.nextBytes(bytes);
    return SigningSecret.format(bytes);
  }

  private byte[] run(int mode, byte[] nonce, String purpose, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "cannot " + (mode == Cipher.DECRYPT_MODE ? "open" : "seal") + " the " + purpose, e);
    }
  }
}

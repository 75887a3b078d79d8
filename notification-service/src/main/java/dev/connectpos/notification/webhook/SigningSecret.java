package dev.connectpos.notification.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of an endpoint as Standard Webhooks 1.0.0 has it: {@code whsec_} and the base64 of 24 to
 * 64 bytes. Signs with HMAC-SHA256.
 */
final class SigningSecret {
  private static final String PREFIX = "whsec_";
  private static final int MIN_BYTES = 24;
  private static final int MAX_BYTES = 64;

  private final SecretKeySpec key;

  private SigningSecret(byte[] key) {
    if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
      throw new IllegalArgumentException("a signing secret has 24 to 64 bytes");
    }
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /**
   * @throws IllegalArgumentException if it is not of that shape; the message does not repeat it
   */
  static SigningSecret parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("a signing secret begins with whsec_");
    }
    return new SigningSecret(decoded(text.substring(PREFIX.length())));
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a signing secret is base64 after whsec_", e);
    }
  }

  static String format(byte[] key) {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  /**
   * The signature over {@code id.timestamp.body}, with its version.
   *
   * @param timestamp seconds since 1970
   */
  String sign(String id, long timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}

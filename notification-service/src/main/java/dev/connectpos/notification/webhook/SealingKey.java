package dev.connectpos.notification.webhook;

import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The AES key that secrets are sealed with, read from the environment. */
final class SealingKey {
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{32}|[0-9a-fA-F]{64}");

  private SealingKey() {}

  /**
   * @param text 32 or 64 hex digits, or the base64 of 16 or 32 bytes; what is hex is taken as hex
   * @throws IllegalArgumentException if it is none of these; the message does not repeat it
   */
  static SecretKey parse(String text) {
    byte[] key = HEX.matcher(text).matches() ? HexFormat.of().parseHex(text) : decoded(text);
    if (key.length != 16 && key.length != 32) {
      throw malformed(null);
    }
    return new SecretKeySpec(key, "AES");
  }

  private static byte[] decoded(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw malformed(e);
    }
  }

  private static IllegalArgumentException malformed(@Nullable Exception cause) {
    return new IllegalArgumentException(
        "CONNECT_SECRETS_KEY must be 32 or 64 hex digits, or the base64 of 16 or 32 bytes", cause);
  }
}

package dev.connectpos.acquirer.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The Bearer tokens accepted, from the environment.
 *
 * @param admin of operators
 * @param internal of other services
 */
public record ApiTokens(String admin, String internal) {
  private static final String SCHEME = "Bearer ";
  private static final int FINGERPRINT_BYTES = 6;

  /**
   * @throws IllegalArgumentException if one is empty
   */
  public ApiTokens {
    if (admin.isBlank() || internal.isBlank()) {
      throw new IllegalArgumentException(
          "connect.admin-token and connect.internal-token must not be empty");
    }
  }

  /** Who holds the admin token, for the audit log: its fingerprint tells tokens apart, not more. */
  String operator() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(admin.getBytes(StandardCharsets.UTF_8));
      return "admin-token:" + HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Compares in constant time, so that a token cannot be guessed letter by letter. */
  static boolean matches(String token, @Nullable String header) {
    return header != null
        && header.startsWith(SCHEME)
        && MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8),
            header.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "ApiTokens[***]";
  }
}

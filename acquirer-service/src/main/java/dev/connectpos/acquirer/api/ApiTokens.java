package dev.connectpos.acquirer.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * The Bearer tokens accepted, from the environment.
 *
 * @param admin of operators
 * @param internal of other services
 */
public record ApiTokens(String admin, String internal) {
  private static final String SCHEME = "Bearer ";

  /**
   * @throws IllegalArgumentException if one is empty
   */
  public ApiTokens {
    if (admin.isBlank() || internal.isBlank()) {
      throw new IllegalArgumentException(
          "connect.admin-token and connect.internal-token must not be empty");
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

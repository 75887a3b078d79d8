package dev.connectpos.notification.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The operators' bearer token, compared in constant time. */
@ApplicationScoped
class Operators {
  private final byte[] expected;

  Operators(@ConfigProperty(name = "connect.admin-token") String token) {
    // An empty token would let everybody in who sends an empty one.
    if (token.isBlank()) {
      throw new IllegalStateException("connect.admin-token (CONNECT_ADMIN_TOKEN) is empty");
    }
    expected = bytes("Bearer " + token);
  }

  /**
   * @throws RefusedException if it is no operator's
   */
  void check(@Nullable String authorization) {
    if (authorization == null || !MessageDigest.isEqual(expected, bytes(authorization))) {
      throw new RefusedException(RefusedException.Code.UNAUTHORIZED);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package dev.connectpos.notification.api;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The operators' bearer token, compared in constant time. */
@Provider
@OperatorOnly
@Priority(Priorities.AUTHENTICATION)
class OperatorFilter implements ContainerRequestFilter {
  private final byte[] expected;

  OperatorFilter(@ConfigProperty(name = "connect.admin-token") String token) {
    // An empty token would let everybody in who sends an empty one.
    if (token.isBlank()) {
      throw new IllegalStateException("connect.admin-token (CONNECT_ADMIN_TOKEN) is empty");
    }
    expected = bytes("Bearer " + token);
  }

  @Override
  public void filter(ContainerRequestContext request) {
    var header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (header == null || !MessageDigest.isEqual(expected, bytes(header))) {
      throw new RefusedException(RefusedException.Code.UNAUTHORIZED);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

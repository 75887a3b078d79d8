package dev.connectpos.terminal.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets the other services in. */
@Provider
@Service
class ServiceGuard implements ContainerRequestFilter {
  private final byte[] expected;

  ServiceGuard(@ConfigProperty(name = "connect.internal-token") String internalToken) {
    expected = ("Bearer " + internalToken).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void filter(ContainerRequestContext request) {
    String given = request.getHeaderString("Authorization");
    // Equal time wherever they differ.
    if (given == null || !MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
      request.abortWith(
          new Problem(401, "unauthorized", "The internal token is missing or wrong").response());
    }
  }
}

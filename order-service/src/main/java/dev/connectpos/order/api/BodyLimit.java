package dev.connectpos.order.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses bodies that say they are above 64 KiB before they are read. One that does not say, being
 * sent in chunks, is measured by {@link #check} when it was read; quarkus.http.limits bounds that.
 */
@Provider
class BodyLimit implements ContainerRequestFilter {
  private static final int MAX_BYTES = 64 * 1024;

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getLength() > MAX_BYTES) {
      throw tooLarge();
    }
  }

  /** The body, if it is not too large. */
  static byte[] check(byte[] body) {
    if (body.length > MAX_BYTES) {
      throw tooLarge();
    }
    return body;
  }

  private static Refusal tooLarge() {
    return Refusal.of(413, "body_too_large", "The request body must be at most 65536 bytes.");
  }
}

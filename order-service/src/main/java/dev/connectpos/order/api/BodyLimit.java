package dev.connectpos.order.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Pattern;

/**
 * Refuses bodies that say they are above 64 KiB before they are read. One that does not say, being
 * sent in chunks, is measured by {@link #check} when it was read; quarkus.http.limits bounds that.
 * Images to be printed may have 1 MiB.
 */
@Provider
class BodyLimit implements ContainerRequestFilter {
  static final int MAX_IMAGE_BYTES = 1024 * 1024;
  private static final int MAX_BYTES = 64 * 1024;
  private static final Pattern IMAGES = Pattern.compile("/?posconnect/v1/orders/[^/]+/prints");

  @Override
  public void filter(ContainerRequestContext request) {
    boolean image = IMAGES.matcher(request.getUriInfo().getPath()).matches();
    check(request.getLength(), image ? MAX_IMAGE_BYTES : MAX_BYTES);
  }

  /** The body, if it is not too large. */
  static byte[] check(byte[] body) {
    check(body.length, MAX_BYTES);
    return body;
  }

  /** The same for a body with an image. */
  static byte[] checkImage(byte[] body) {
    check(body.length, MAX_IMAGE_BYTES);
    return body;
  }

  private static void check(int length, int max) {
    if (length > max) {
      throw Refusal.of(
          413, "body_too_large", "The request body must be at most " + max + " bytes.");
    }
  }
}

package dev.connectpos.order.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;

/**
 * Finds routes in any case and with a slash at the end, as the incumbent does: its SDKs call {@code
 * /Orders/{id}/closed/}. Only words of the route are lowered; ids are case-sensitive and are told
 * by their underscore, and serial numbers by the word before them.
 */
@Provider
@PreMatching
class LenientPaths implements ContainerRequestFilter {
  private static final String TERMINALS = "terminals";

  @Override
  public void filter(ContainerRequestContext request) {
    var uri = request.getUriInfo().getRequestUri();
    var path = uri.getRawPath();
    var wanted = normal(path);
    if (!wanted.equals(path)) {
      request.setRequestUri(UriBuilder.fromUri(uri).replacePath(wanted).build());
    }
  }

  static String normal(String path) {
    var normal = new StringBuilder(path.length());
    var before = "";
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty()) {
        boolean id = segment.contains("_") || before.equals(TERMINALS);
        before = id ? segment : segment.toLowerCase(Locale.ROOT);
        normal.append('/').append(before);
      }
    }
    return normal.isEmpty() ? "/" : normal.toString();
  }
}

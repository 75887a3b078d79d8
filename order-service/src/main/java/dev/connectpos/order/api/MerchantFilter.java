package dev.connectpos.order.api;

import dev.connectpos.order.application.ApiKeys;
import dev.connectpos.order.domain.KeyKind;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * HTTP Basic with a secret key as user. Any password will do, for the incumbent's Java SDK refuses
 * to send none.
 */
@Provider
@MerchantOnly
@Priority(Priorities.AUTHENTICATION)
class MerchantFilter implements ContainerRequestFilter {
  private static final String BASIC = "basic ";
  private static final int MAX_KEY = 128;

  private final ApiKeys keys;
  private final Caller caller;

  MerchantFilter(ApiKeys keys, Caller caller) {
    this.keys = keys;
    this.caller = caller;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    key(request.getHeaderString(HttpHeaders.AUTHORIZATION))
        .flatMap(keys::holderOf)
        .filter(holder -> holder.key().kind() == KeyKind.SECRET)
        .ifPresentOrElse(caller::is, () -> request.abortWith(denied()));
  }

  private static Optional<String> key(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return Optional.empty();
    }
    byte[] decoded;
    try {
      decoded = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    var credentials = new String(decoded, StandardCharsets.UTF_8);
    int colon = credentials.indexOf(':');
    var user = colon < 0 ? credentials : credentials.substring(0, colon);
    return Optional.of(user).filter(key -> !key.isEmpty() && key.length() <= MAX_KEY);
  }

  static Response denied() {
    return denied("Authorization has been denied for this request.");
  }

  /** 401, saying what is missing. */
  static Response denied(String message) {
    return Response.status(Response.Status.UNAUTHORIZED)
        .header("X-Payments-Auth", "Unauthorized")
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(new ErrorMapping.CoreError(message, null, null, "unauthorized"))
        .build();
  }
}

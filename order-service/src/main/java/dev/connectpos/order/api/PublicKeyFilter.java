package dev.connectpos.order.api;

import dev.connectpos.order.application.ApiKeys;
import dev.connectpos.order.domain.KeyKind;
import io.github.bucket4j.TimeMeter;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A public key as {@code appId} in the query, which is all that a shopper's browser has; a secret
 * key is not accepted there, where it would stand in every log. A key that anybody can read needs a
 * limit of its own, or it would try stolen cards.
 */
@Provider
@PublicKeyOnly
@Priority(Priorities.AUTHENTICATION)
class PublicKeyFilter implements ContainerRequestFilter {
  private static final String PARAMETER = "appId";
  private static final int MAX_KEY = 128;

  private final ApiKeys keys;
  private final Caller caller;
  private final boolean limited;
  private final RateLimits limits;

  PublicKeyFilter(
      ApiKeys keys,
      Caller caller,
      @ConfigProperty(name = "connect.rate-limits") boolean limited,
      @ConfigProperty(name = "connect.rate-limits.tokens-per-minute") long tokens,
      @ConfigProperty(name = "connect.rate-limits.test-calls-per-second") long testCalls,
      @ConfigProperty(name = "connect.rate-limits.max-keys") int maxKeys) {
    this.keys = keys;
    this.caller = caller;
    this.limited = limited;
    limits =
        new RateLimits(
            new RateLimits.Settings(tokens, testCalls, maxKeys), TimeMeter.SYSTEM_NANOTIME);
  }

  @Override
  public void filter(ContainerRequestContext request) {
    var key = key(request);
    if (key.isEmpty()) {
      request.abortWith(
          MerchantFilter.denied("The appId parameter with the public key is missing."));
      return;
    }
    var holder = key.flatMap(keys::holderOf).filter(found -> found.key().kind() == KeyKind.PUBLIC);
    if (holder.isEmpty()) {
      request.abortWith(MerchantFilter.denied());
      return;
    }
    caller.is(holder.get());
    var wait = limited ? limits.count(holder.get(), true) : Duration.ZERO;
    if (!wait.isZero()) {
      request.abortWith(RateLimitFilter.tooMany(wait));
    }
  }

  private static Optional<String> key(ContainerRequestContext request) {
    return request.getUriInfo().getQueryParameters().entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(PARAMETER))
        .flatMap(entry -> entry.getValue().stream())
        .filter(key -> !key.isEmpty() && key.length() <= MAX_KEY)
        .findFirst();
  }
}

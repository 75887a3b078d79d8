package dev.connectpos.order.api;

import io.github.bucket4j.TimeMeter;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses calls above the key's limits with 429, saying when to try again. */
@Provider
@MerchantOnly
@Priority(Priorities.AUTHORIZATION)
class RateLimitFilter implements ContainerRequestFilter {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Caller caller;
  private final boolean on;
  private final RateLimits limits;

  RateLimitFilter(
      Caller caller,
      @ConfigProperty(name = "connect.rate-limits") boolean on,
      @ConfigProperty(name = "connect.rate-limits.reads-per-minute") long reads,
      @ConfigProperty(name = "connect.rate-limits.test-calls-per-second") long testCalls,
      @ConfigProperty(name = "connect.rate-limits.max-keys") int maxKeys) {
    this.caller = caller;
    this.on = on;
    limits =
        new RateLimits(
            new RateLimits.Settings(reads, testCalls, maxKeys), TimeMeter.SYSTEM_NANOTIME);
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!on) {
      return;
    }
    var wait = limits.count(caller.holder(), isRead(request));
    if (!wait.isZero()) {
      request.abortWith(tooMany(wait));
    }
  }

  private static boolean isRead(ContainerRequestContext request) {
    var path = request.getUriInfo().getPath();
    return request.getMethod().equals(HttpMethod.GET)
        && (path.startsWith("/core/v5/orders") || path.startsWith("/core/v5/charges"));
  }

  static Response tooMany(Duration wait) {
    return Response.status(Response.Status.TOO_MANY_REQUESTS)
        .header(HttpHeaders.RETRY_AFTER, wait.plus(SECOND).minusNanos(1).toSeconds())
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(
            new ErrorMapping.CoreError(
                "Too many requests; try again later.", null, null, "too_many_requests"))
        .build();
  }
}

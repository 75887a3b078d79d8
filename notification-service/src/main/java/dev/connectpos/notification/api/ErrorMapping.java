package dev.connectpos.notification.api;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every error that leaves over HTTP. What is our fault says nothing but that. */
final class ErrorMapping {
  private static final Logger LOG = Logger.getLogger(ErrorMapping.class);

  @ServerExceptionMapper
  Response rejected(RefusedException refused) {
    RefusedException.Code code = refused.code();
    var body =
        new ErrorBody(code.message(), refused.errors(), refused.request(), name(code.name()));
    var response = Response.status(code.status()).type(MediaType.APPLICATION_JSON).entity(body);
    if (code == RefusedException.Code.UNAUTHORIZED) {
      response.header("X-Payments-Auth", "Unauthorized");
    }
    return response.build();
  }

  /** What the framework refuses: no such route, another method, a body too large. */
  @ServerExceptionMapper
  Response refused(WebApplicationException refusal) {
    int status = refusal.getResponse().getStatus();
    if (status >= 500) {
      return failed(refusal);
    }
    String reason = refusal.getResponse().getStatusInfo().getReasonPhrase();
    return json(status, reason + ".", name(reason));
  }

  @ServerExceptionMapper
  Response failed(Throwable failure) {
    LOG.error("request failed", failure);
    return json(500, "An internal error occurred.", "internal_error");
  }

  private static Response json(int status, String message, String code) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON)
        .entity(new ErrorBody(message, Map.of(), null, code))
        .build();
  }

  private static String name(String words) {
    return words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
  }
}

package dev.connectpos.acquirer.api;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every error of this API, in one place. What is our fault reveals nothing. */
class ProblemMapping {
  private static final Logger LOG = Logger.getLogger(ProblemMapping.class);
  private static final int SERVER_ERROR = 500;

  @ServerExceptionMapper
  Response invalid(InvalidFieldException e) {
    return Problem.invalid(e.field(), String.valueOf(e.getMessage()));
  }

  @ServerExceptionMapper
  Response invalidCard(InvalidCardException e) {
    return Problem.invalidCard(e.field(), String.valueOf(e.getMessage()));
  }

  @ServerExceptionMapper
  Response malformed(MalformedBodyException e) {
    return Problem.of(Response.Status.BAD_REQUEST, "malformed_body", "the body is not valid JSON");
  }

  @ServerExceptionMapper
  Response conflict(ConflictException e) {
    return Problem.of(Response.Status.CONFLICT, e.code(), String.valueOf(e.getMessage()));
  }

  @ServerExceptionMapper
  Response http(WebApplicationException e) {
    int status = e.getResponse().getStatus();
    var known = Response.Status.fromStatusCode(status);
    if (known == null || status >= SERVER_ERROR) {
      return unexpected(e);
    }
    String code = known.name().toLowerCase(Locale.ROOT);
    return Problem.of(known, code, known.getReasonPhrase());
  }

  @ServerExceptionMapper
  Response unexpected(Throwable e) {
    LOG.error("request failed", e);
    return Problem.of(
        Response.Status.INTERNAL_SERVER_ERROR, "internal_error", "something went wrong here");
  }
}

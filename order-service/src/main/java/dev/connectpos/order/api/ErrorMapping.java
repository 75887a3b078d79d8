package dev.connectpos.order.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.order.application.KeyInUseException;
import dev.connectpos.order.application.Reply;
import dev.connectpos.order.domain.OrderRejection;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * Every error this service answers. The incumbent's body on its own routes, with a {@code code}
 * beside; problem details (RFC 9457) on the others. A 5xx reveals nothing but that it happened.
 */
public class ErrorMapping {
  private static final Logger LOG = Logger.getLogger(ErrorMapping.class);
  private static final String PROBLEM_JSON = "application/problem+json";

  /** The incumbent's error. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CoreError(
      String message,
      @Nullable Map<String, List<String>> errors,
      @Nullable JsonNode request,
      String code) {}

  /** Problem details. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Problem(
      String type,
      String title,
      int status,
      String detail,
      String code,
      @Nullable Map<String, List<String>> errors) {}

  /** What a rejected command is answered. */
  static Refusal refusal(OrderRejection reason) {
    var code = reason.name().toLowerCase(Locale.ROOT);
    return switch (reason) {
      case ORDER_NOT_FOUND -> Refusal.of(404, code, "Order not found.");
      case TERMINAL_UNKNOWN ->
          Refusal.invalid(code, SERIAL, "No terminal of this account has this serial number.");
      case TERMINAL_NOT_DIRECT ->
          Refusal.invalid(code, SERIAL, "The terminal takes no direct orders; its mode is listed.");
      case TOO_MANY_OPEN_ORDERS ->
          Refusal.of(412, code, "The account has too many open orders; close some first.");
      case ORDER_CLOSED_WITH_DIFFERENT_STATUS ->
          Refusal.of(412, code, "The order is closed already, with another status.");
      case PAYMENT_IN_PROGRESS ->
          Refusal.of(412, code, "A payment of the order is in progress; wait for its outcome.");
      case ORDER_NOT_FULLY_PAID ->
          Refusal.of(412, code, "The order is not fully paid and cannot be closed as paid.");
      case ORDER_HAS_PAYMENTS ->
          Refusal.of(412, code, "The order is paid, in part at least; it can be closed as paid.");
      case ORDER_PLACED_WITH_DIFFERENT_CONTENTS,
          CURRENCY_DIFFERS,
          PAYMENT_CAPTURED_WITH_DIFFERENT_CONTENTS,
          PAYMENT_ALREADY_CAPTURED,
          PAYMENT_DECLINED_WITH_DIFFERENT_CONTENTS,
          PAYMENT_ALREADY_OVER ->
          throw new IllegalStateException("no HTTP call is refused with " + reason);
    };
  }

  /**
   * The body of what was done, or the refusal.
   *
   * @throws Refusal if it was not done
   */
  static Reply.Done done(Reply reply) {
    return switch (reply) {
      case Reply.Done done -> done;
      case Reply.Asked(var reference, _) ->
          throw new IllegalStateException("the outcome of " + reference + " is to be waited for");
      case Reply.Refused(var reason) -> throw refusal(reason);
      case Reply.NoSuchAccount _ ->
          throw Refusal.of(404, "account_not_found", "Account not found.");
      case Reply.NoSuchApiKey _ -> throw Refusal.of(404, "api_key_not_found", "API key not found.");
      case Reply.ApiKeyEnds _ ->
          throw Refusal.of(412, "api_key_ends", "The API key is revoked or being rotated already.");
      case Reply.KeyReused _ ->
          throw Refusal.of(
              422,
              "idempotency_key_reused",
              "The Idempotency-Key was used before with another body.");
    };
  }

  private static final String SERIAL = "order.poi_payment_settings.devices_serial_number[0]";

  /** What we refuse, as it says. */
  @ServerExceptionMapper
  public Response refused(Refusal refusal, UriInfo uri) {
    return answer(refusal.answer(), uri).build();
  }

  /** 409: a call with the same key is at work. */
  @ServerExceptionMapper
  public Response keyInUse(KeyInUseException e, UriInfo uri) {
    var answer =
        Refusal.of(
            409,
            "idempotency_key_in_use",
            "A request with this Idempotency-Key is being processed; try again.");
    return answer(answer.answer(), uri).header(HttpHeaders.RETRY_AFTER, 1).build();
  }

  /** 404, in JSON too. */
  @ServerExceptionMapper
  public Response noSuchRoute(NotFoundException e, UriInfo uri) {
    return answer(Refusal.of(404, "route_not_found", "There is no such route.").answer(), uri)
        .build();
  }

  /** 405, naming what is allowed. */
  @ServerExceptionMapper
  public Response methodNotAllowed(NotAllowedException e, UriInfo uri) {
    var answer = Refusal.of(405, "method_not_allowed", "The route does not know this method.");
    var response = answer(answer.answer(), uri);
    var allow = e.getResponse().getHeaderString(HttpHeaders.ALLOW);
    return (allow == null ? response : response.header(HttpHeaders.ALLOW, allow)).build();
  }

  /** 415. */
  @ServerExceptionMapper
  public Response notJson(NotSupportedException e, UriInfo uri) {
    var answer =
        Refusal.of(415, "unsupported_media_type", "The request body must be application/json.");
    return answer(answer.answer(), uri).build();
  }

  /** What the framework itself refuses: its status is right, its words are not ours. */
  @ServerExceptionMapper
  public Response refusedByFramework(WebApplicationException e, UriInfo uri) {
    int status = e.getResponse().getStatus();
    if (status >= 500) {
      return failed(e, uri);
    }
    return answer(Refusal.of(status, "bad_request", "The request is invalid.").answer(), uri)
        .build();
  }

  /** 500: a fault of ours. */
  @ServerExceptionMapper
  public Response failed(Throwable e, UriInfo uri) {
    LOG.error("request failed: " + uri.getPath(), e);
    var answer = Refusal.of(500, "internal_error", "An internal error occurred.");
    return answer(answer.answer(), uri).build();
  }

  private static Response.ResponseBuilder answer(Refusal.Answer answer, UriInfo uri) {
    var status = answer.status();
    if (isIncumbents(uri.getPath())) {
      return Response.status(status)
          .type(MediaType.APPLICATION_JSON_TYPE)
          .entity(
              new CoreError(answer.message(), answer.errors(), answer.request(), answer.code()));
    }
    var title = Response.Status.fromStatusCode(status);
    return Response.status(status)
        .type(PROBLEM_JSON)
        .entity(
            new Problem(
                "about:blank",
                title == null ? "Error" : title.getReasonPhrase(),
                status,
                answer.message(),
                answer.code(),
                answer.errors()));
  }

  private static boolean isIncumbents(String path) {
    var route = path.startsWith("/") ? path : "/" + path;
    return !route.startsWith("/admin/");
  }
}

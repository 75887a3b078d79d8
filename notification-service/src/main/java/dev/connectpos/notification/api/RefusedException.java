package dev.connectpos.notification.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request we cannot serve, on its way to {@link ErrorMapping}. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;
  private final transient Map<String, List<String>> errors;
  private final transient @Nullable JsonNode request;

  /** Every reason, with the incumbent's words where it has any, and its HTTP status. */
  enum Code {
    UNAUTHORIZED(401, "Authorization has been denied for this request."),
    NOT_JSON(400, "The request is not a JSON object."),
    INVALID_REQUEST(422, "The request is invalid."),
    ENDPOINT_NOT_FOUND(404, "Webhook endpoint not found."),
    HOOK_NOT_FOUND(404, "Webhook not found."),
    HANDLER_NOT_KNOWN(409, "No message of the topic came since the start. Ask again later."),
    CURSOR_EXPIRED(410, "The event is not known, or not kept any more."),
    TOO_MANY_STREAMS(429, "The account has as many open streams as it may have."),
    ENDPOINT_DISABLED(412, "The endpoint is disabled."),
    TOO_MANY_ENDPOINTS(412, "The account has as many active endpoints as it may have.");

    private final int status;
    private final String message;

    Code(int status, String message) {
      this.status = status;
      this.message = message;
    }

    int status() {
      return status;
    }

    String message() {
      return message;
    }
  }

  RefusedException(Code code) {
    this(code, Map.of(), null);
  }

  /**
   * @param errors what is wrong, by the path of the field
   * @param request what was sent, secrets left out
   */
  RefusedException(Code code, Map<String, List<String>> errors, @Nullable JsonNode request) {
    super(code.message(), null, false, false);
    this.code = code;
    this.errors = Map.copyOf(errors);
    this.request = request;
  }

  Code code() {
    return code;
  }

  Map<String, List<String>> errors() {
    return errors;
  }

  @Nullable JsonNode request() {
    return request;
  }
}

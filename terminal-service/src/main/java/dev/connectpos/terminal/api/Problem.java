package dev.connectpos.terminal.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * The body of an error (RFC 9457).
 *
 * @param title for people
 * @param code for programs; stable
 * @param field the field at fault, if one is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String title, int status, String code, @Nullable String field) {
  static final String MEDIA_TYPE = "application/problem+json";

  Problem(int status, String code, String title) {
    this(title, status, code, null);
  }

  static Problem missing(String field) {
    return new Problem("A field is missing", 422, "missing_field", field);
  }

  static Problem invalid(String field) {
    return new Problem("A field has a value that is not allowed", 422, "invalid_field", field);
  }

  Response response() {
    return Response.status(status).type(MEDIA_TYPE).entity(this).build();
  }

  ProblemException exception() {
    return new ProblemException(this);
  }
}

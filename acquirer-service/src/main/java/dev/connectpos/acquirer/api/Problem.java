package dev.connectpos.acquirer.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error (RFC 9457).
 *
 * @param title for people, without details of ours
 * @param status as in the status line
 * @param code stable, for machines
 * @param field the field at fault, if one is
 * @param returnCode the network's, if it said no
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
    String title,
    int status,
    String code,
    @Nullable String field,
    @JsonProperty("return_code") @Nullable String returnCode) {
  private static final int UNPROCESSABLE = 422;
  private static final MediaType TYPE = MediaType.valueOf("application/problem+json");

  static Response of(Response.Status status, String code, String title) {
    return response(new Problem(title, status.getStatusCode(), code, null, null));
  }

  static Response invalid(String field, String title) {
    int status = Response.Status.BAD_REQUEST.getStatusCode();
    return response(new Problem(title, status, "invalid_field", field, null));
  }

  /** Of a card that cannot be one. */
  static Response invalidCard(String field, String title) {
    return response(new Problem(title, UNPROCESSABLE, "invalid_card", field, null));
  }

  /** Of what there is no service for, and will not be. */
  static Response notOffered(String code, String title) {
    return response(new Problem(title, UNPROCESSABLE, code, null, null));
  }

  /** Of a card that its issuer refused. */
  static Response notVerified(String returnCode) {
    int status = Response.Status.PRECONDITION_FAILED.getStatusCode();
    return response(
        new Problem("the card was not verified", status, "verification_failed", null, returnCode));
  }

  static Response response(Problem problem) {
    return Response.status(problem.status()).type(TYPE).entity(problem).build();
  }
}

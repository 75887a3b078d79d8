package dev.connectpos.order.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request is answered no. {@link ErrorMapping} gives the answer the form of the route. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Answer answer;

  /**
   * The answer.
   *
   * @param code stable, for programs; the message is for people
   * @param errors by dotted path, what is wrong with the request
   * @param request the request given back, if errors are about it
   */
  record Answer(
      int status,
      String code,
      String message,
      @Nullable Map<String, List<String>> errors,
      @Nullable JsonNode request) {}

  private Refusal(Answer answer) {
    // A refusal is an answer, not a fault: no stack trace is worth its cost.
    super(answer.message(), null, false, false);
    this.answer = answer;
  }

  static Refusal of(int status, String code, String message) {
    return new Refusal(new Answer(status, code, message, null, null));
  }

  /** 422: the request is understood, and something in it is wrong. */
  static Refusal invalid(Complaints complaints, JsonBody body) {
    return new Refusal(
        new Answer(
            422, "validation_failed", "The request is invalid.", complaints.byPath(), body.echo()));
  }

  /** 422: parameters of the query are wrong. */
  static Refusal invalid(Complaints complaints) {
    return new Refusal(
        new Answer(422, "validation_failed", "The request is invalid.", complaints.byPath(), null));
  }

  /** 400: as 422, on a route where the incumbent has it so. */
  static Refusal badRequest(Complaints complaints) {
    return new Refusal(
        new Answer(400, "validation_failed", "The request is invalid.", complaints.byPath(), null));
  }

  /** 422: one field names something that does not do. */
  static Refusal invalid(String code, String path, String rule) {
    return new Refusal(
        new Answer(422, code, "The request is invalid.", Map.of(path, List.of(rule)), null));
  }

  Answer answer() {
    return answer;
  }
}

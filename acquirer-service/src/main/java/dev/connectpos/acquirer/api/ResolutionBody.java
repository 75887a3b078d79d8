package dev.connectpos.acquirer.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.connectpos.acquirer.application.Resolutions.Ground;
import dev.connectpos.acquirer.domain.RequestId;
import dev.connectpos.acquirer.domain.Resolution;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operator states about a payment.
 *
 * @param outcome {@code returned} or {@code not_returned} of a cancellation, {@code released} of a
 *     payment that is being undone, {@code settled_elsewhere} of a contradiction
 * @param requestId of the cancellation; not with {@code released}
 * @param reason in the operator's words, at most 500 characters
 * @param reference to where the network, or the merchant, said so, at most 100 characters
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ResolutionBody(
    @Nullable String outcome,
    @Nullable String requestId,
    @Nullable String reason,
    @Nullable String reference) {
  private static final int MAX_REASON = 500;
  private static final int MAX_REFERENCE = 100;
  private static final int MAX_REQUEST = 100;

  /** Empty: settled elsewhere. */
  Optional<Resolution> resolution() {
    return switch (given("outcome", outcome, MAX_REFERENCE)) {
      case "returned" -> Optional.of(new Resolution.Returned(request()));
      case "not_returned" -> Optional.of(new Resolution.NotReturned(request()));
      case "released" -> Optional.of(new Resolution.Released());
      case "settled_elsewhere" -> Optional.empty();
      default ->
          throw new InvalidFieldException(
              "outcome", "outcome is one of returned, not_returned, released, settled_elsewhere");
    };
  }

  RequestId request() {
    return new RequestId(given("request_id", requestId, MAX_REQUEST));
  }

  Ground ground(String actor) {
    return new Ground(
        actor, given("reason", reason, MAX_REASON), given("reference", reference, MAX_REFERENCE));
  }

  private static String given(String field, @Nullable String text, int max) {
    if (text == null || text.isBlank() || text.length() > max) {
      throw new InvalidFieldException(field, field + " is a text of 1 to " + max + " characters");
    }
    return text;
  }
}

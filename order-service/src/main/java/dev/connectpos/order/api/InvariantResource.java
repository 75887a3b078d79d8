package dev.connectpos.order.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.connectpos.order.application.Invariants;
import dev.connectpos.order.domain.Invariant;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Whether the money is as it always has to be, for operators. */
@Path("/orders/v1/invariants")
@Produces(MediaType.APPLICATION_JSON)
@OperatorOnly
@Tag(name = "Operators")
@SecurityRequirement(name = "admin-token")
public class InvariantResource {
  private static final int EXAMPLES = 10;

  private final Invariants invariants;

  InvariantResource(Invariants invariants) {
    this.invariants = invariants;
  }

  /** All that this service checks. */
  public record InvariantsJson(List<InvariantJson> data) {}

  /**
   * One of them; {@code number} is that of docs/architecture.md, {@code examples} names up to ten
   * orders or payments that break it.
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record InvariantJson(
      String invariant,
      int number,
      String sentence,
      long violations,
      List<String> examples,
      @Nullable String checkedAt) {}

  /** As of the last look, a few seconds ago. */
  @GET
  @Operation(
      summary = "The money invariants of orders and charges",
      description = "What each says, and how often it is broken. Looked at every few seconds.")
  @APIResponse(
      responseCode = "200",
      description = "All that this service checks",
      content = @Content(schema = @Schema(implementation = InvariantsJson.class)))
  public InvariantsJson invariants() {
    return new InvariantsJson(invariants.findings().stream().map(InvariantResource::json).toList());
  }

  private static InvariantJson json(Invariants.Finding finding) {
    Invariant invariant = finding.invariant();
    var checkedAt = finding.checkedAt();
    return new InvariantJson(
        invariant.code(),
        invariant.number(),
        invariant.sentence(),
        finding.broken().size(),
        finding.broken().stream().limit(EXAMPLES).toList(),
        checkedAt == null ? null : checkedAt.toString());
  }
}

package dev.connectpos.acquirer.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.connectpos.acquirer.application.Invariants;
import dev.connectpos.acquirer.domain.Invariant;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Whether the money is as it always has to be, for operators. */
@Path("/acquirer/v1/invariants")
@Guarded.ForOperators
@Produces(MediaType.APPLICATION_JSON)
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
   * payments, ledger transactions or accounts that break it.
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record InvariantJson(
      String invariant,
      int number,
      String sentence,
      long violations,
      List<String> examples,
      @Nullable Instant checkedAt) {}

  /** As of the last look, a few seconds ago. */
  @GET
  @Operation(summary = "The money invariants: what each says, and how often it is broken")
  public InvariantsJson invariants() {
    return new InvariantsJson(invariants.findings().stream().map(this::json).toList());
  }

  private InvariantJson json(Invariants.Finding finding) {
    Invariant invariant = finding.invariant();
    return new InvariantJson(
        invariant.code(),
        invariant.number(),
        invariant.sentence(),
        finding.broken().size(),
        finding.broken().stream().limit(EXAMPLES).toList(),
        finding.checkedAt());
  }
}

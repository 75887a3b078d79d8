package dev.connectpos.acquirer.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.connectpos.acquirer.application.AuditLog;
import dev.connectpos.acquirer.application.AuditStore.Kept;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What operators did, and whether the record of it is whole. */
@Path("/acquirer/v1/audit-log")
@Guarded.ForOperators
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Operators")
public class AuditLogResource {
  private static final int PAGE = 100;

  private final AuditLog log;

  AuditLogResource(AuditLog log) {
    this.log = log;
  }

  /**
   * A page of it.
   *
   * @param data at most 100, oldest first
   */
  public record Listing(List<EntryJson> data) {}

  /** One entry, as {@link dev.connectpos.acquirer.domain.AuditEntry} has it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(SnakeCaseStrategy.class)
  public record EntryJson(
      long sequence,
      UUID id,
      Instant at,
      String actor,
      String action,
      String subject,
      @Nullable String before,
      @Nullable String after,
      @Nullable String reason,
      @Nullable String reference,
      String previousHash,
      String hash) {

    private static EntryJson of(Kept kept) {
      var entry = kept.entry();
      var deed = entry.deed();
      return new EntryJson(
          entry.sequence(),
          entry.id(),
          entry.at(),
          deed.actor(),
          deed.action(),
          deed.subject(),
          deed.before(),
          deed.after(),
          deed.reason(),
          deed.reference(),
          entry.previousHash(),
          kept.hash());
    }
  }

  /**
   * What the chain is worth.
   *
   * @param entries how many are in order
   * @param lastHash of the last of them, to be kept elsewhere: a chain whose end is cut off is
   *     whole
   * @param broken the first entry that is not in order
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(SnakeCaseStrategy.class)
  public record VerificationJson(
      boolean intact, long entries, String lastHash, AuditLog.@Nullable Broken broken) {}

  /** A page, after the last sequence number of the page before. */
  @GET
  @Operation(
      summary = "What operators did, at most 100, after the last sequence of the page before")
  public Listing list(@QueryParam("after") @DefaultValue("0") long after) {
    return new Listing(log.after(after, PAGE).stream().map(EntryJson::of).toList());
  }

  /** Reads all of it. */
  @GET
  @Path("/verification")
  @Operation(summary = "Compute the chain of hashes anew and name the first broken link")
  public VerificationJson verify() {
    var found = log.verify();
    return new VerificationJson(
        found.broken() == null, found.entries(), found.lastHash(), found.broken());
  }
}

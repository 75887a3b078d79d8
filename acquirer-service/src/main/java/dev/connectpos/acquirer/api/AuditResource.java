package dev.connectpos.acquirer.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.connectpos.acquirer.application.Audits;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Rebuilds the books from the event log and compares them, for operators. */
@Path("/acquirer/v1/audits")
@Guarded.ForOperators
@RunOnVirtualThread
public class AuditResource {
  private static final String LINES = "application/x-ndjson";

  private final Audits audits;
  private final ObjectMapper json;

  AuditResource(Audits audits, ObjectMapper json) {
    this.audits = audits;
    this.json = json;
  }

  /** So many messages of the log were read, of so many that were there at the beginning. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record ProgressJson(long read, long all) {}

  /** Something is not as it should be. */
  public record DifferenceJson(String difference) {}

  /** Nothing was done: another audit is running. */
  public record RefusalJson(String code, String message) {}

  /**
   * The last line; an answer without it is not whole. Counts are of what was compared; {@code
   * before_log} of payments that were not, because the log no longer has their beginning.
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record ResultJson(
      boolean agrees,
      boolean wholeLog,
      long messages,
      long payments,
      long beforeLog,
      long receivables,
      long ledgerEntries,
      long settlements,
      long settlementsTakenOver,
      long balances,
      long capturesRecomputed,
      long differences) {}

  /** Runs an audit and tells how it goes, a JSON object a line. Reads everything there is. */
  @POST
  @Produces(LINES)
  @Operation(summary = "Rebuild the books from the event log and compare them with the stored ones")
  @APIResponse(responseCode = "200", description = "Progress, differences and the result, by line")
  public StreamingOutput run() {
    return out -> {
      var lines = new Lines(out);
      Optional<Audits.Result> result = audits.run(lines);
      lines.write(
          result.isPresent()
              ? json(result.get())
              : new RefusalJson("audit_running", "another audit is running"));
    };
  }

  private static ResultJson json(Audits.Result result) {
    var counts = result.counts();
    return new ResultJson(
        counts.differences() == 0,
        result.wholeLog(),
        result.messages(),
        counts.payments(),
        counts.beforeLog(),
        counts.receivables(),
        counts.entries(),
        counts.settlements(),
        counts.settlementsTakenOver(),
        counts.balances(),
        result.recomputed(),
        counts.differences());
  }

  private final class Lines implements Audits.Listener {
    private final OutputStream out;

    Lines(OutputStream out) {
      this.out = out;
    }

    @Override
    public void progress(long read, long all) {
      write(new ProgressJson(read, all));
    }

    @Override
    public void difference(String text) {
      write(new DifferenceJson(text));
    }

    private void write(Object line) {
      try {
        out.write(json.writeValueAsBytes(line));
        out.write('\n');
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException("nobody listens to the audit any more", e);
      }
    }
  }
}

package dev.connectpos.terminal.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.connectpos.terminal.application.PrintDocuments;
import dev.connectpos.terminal.application.PrintDocuments.Answer;
import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.DocumentKind;
import dev.connectpos.terminal.domain.ImageFormat;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.PrintId;
import dev.connectpos.terminal.domain.PrintJob;
import dev.connectpos.terminal.domain.PrintJobState.Failed;
import dev.connectpos.terminal.domain.PrintJobState.Printed;
import dev.connectpos.terminal.domain.PrintJobState.Printing;
import dev.connectpos.terminal.domain.PrintJobState.Queued;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Documents to print, as order-service hands them in for PDVs (features O10, T8). */
@Path("/internal/v1/print-jobs")
@Tag(name = "Print jobs", description = "For order-service")
@Service
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PrintResource {
  private static final Pattern PRINT = Pattern.compile("print_[0-9A-Za-z]{16}");
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z_-]{1,64}");

  /** In the incumbent's words; {@code jpeg} is {@code jpg}. */
  private enum Format {
    PNG,
    JPG,
    JPEG
  }

  private final PrintDocuments prints;

  PrintResource(PrintDocuments prints) {
    this.prints = prints;
  }

  /** A document as it stands. */
  public record Shown(@JsonProperty("print_id") String printId, String status) {
    static Shown of(PrintJob job) {
      return new Shown(
          job.id().value(),
          switch (job.state()) {
            case Queued _ -> "queued";
            case Printing _ -> "printing";
            case Printed _ -> "printed";
            case Failed _ -> "failed";
          });
    }
  }

  /** Takes a document; again with the same contents answers how it stands. */
  @PUT
  @Path("{id}")
  @Operation(summary = "Have a document printed on the terminal of its order")
  public Response print(@PathParam("id") String id, String body) {
    if (!PRINT.matcher(id).matches()) {
      return Problem.invalid("print_id").response();
    }
    JsonFields fields = JsonFields.ofLarge(body);
    var account = new AccountId(fields.text("account_id", ID));
    var order = new OrderId(fields.text("order_id", ID));
    var document = fields.word("type", DocumentKind.class, false);
    PrintImage image = image(fields);
    var request =
        new PrintDocuments.Request(
            new PrintId(id), account, order, document, image.facts(), image.contents());
    return switch (prints.request(request)) {
      case Answer.Taken(var job) -> Response.ok(Shown.of(job)).build();
      case Answer.Refused(var reason) -> ProblemMapping.of(reason).response();
    };
  }

  private static PrintImage image(JsonFields fields) {
    int height = fields.number("size_v");
    int width = fields.number("size_h");
    Format format = fields.word("format", Format.class, true);
    String content = fields.text("content");
    try {
      return PrintImage.read(
          content, format == Format.PNG ? ImageFormat.PNG : ImageFormat.JPG, width, height);
    } catch (BadImageException e) {
      throw new Problem("The image cannot be printed as it is", 422, "invalid_image", e.field())
          .exception();
    }
  }
}

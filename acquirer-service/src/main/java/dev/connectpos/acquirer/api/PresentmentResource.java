package dev.connectpos.acquirer.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.connectpos.acquirer.application.Presentments;
import dev.connectpos.acquirer.application.SealedCard;
import dev.connectpos.acquirer.domain.AttemptId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/** Card data comes in here, encrypted, and nowhere else. */
@Path("/internal/v1/presentments")
@Guarded.ForServices
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PresentmentResource {
  private static final Pattern TEXT = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final Pattern KSN = Pattern.compile("[0-9A-Fa-f]{24}");
  private static final Pattern IV = Pattern.compile("[0-9A-Za-z+/]{16}");
  private static final Pattern DATA = Pattern.compile("[0-9A-Za-z+/]{24,1024}={0,2}");
  private static final Pattern PIN_BLOCK = Pattern.compile("[0-9A-Fa-f]{32}");

  private final Presentments presentments;
  private final ObjectReader reader;

  PresentmentResource(Presentments presentments, ObjectMapper json) {
    this.presentments = presentments;
    this.reader = json.readerFor(NewPresentment.class);
  }

  /** A card as its terminal sealed it, for one attempt. */
  public record NewPresentment(
      @JsonProperty("attempt_id") @Nullable String attemptId,
      @JsonProperty("terminal_serial") @Nullable String terminalSerial,
      @Nullable String ksn,
      @Nullable String iv,
      @Nullable String data,
      @JsonProperty("pin_block") @Nullable String pinBlock) {
    @Override
    public String toString() {
      return "NewPresentment[***]";
    }
  }

  /** The claim check. */
  public record Ticket(String reference, @JsonProperty("expires_at") Instant expiresAt) {}

  /** Keeps a sealed card until its payment comes, or two minutes. */
  @POST
  @Operation(summary = "Hand over a sealed card for one payment attempt")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = NewPresentment.class)))
  public Response present(byte[] json) {
    NewPresentment body = read(json);
    String attemptId = required("attempt_id", TEXT, body.attemptId());
    String serial = required("terminal_serial", TEXT, body.terminalSerial());
    String pinBlock = body.pinBlock();
    var card =
        new SealedCard(
            required("ksn", KSN, body.ksn()),
            required("iv", IV, body.iv()),
            required("data", DATA, body.data()),
            pinBlock == null ? null : required("pin_block", PIN_BLOCK, pinBlock));
    var ticket = presentments.accept(new AttemptId(attemptId), serial, card);
    return Response.status(Response.Status.CREATED)
        .entity(new Ticket(ticket.reference(), ticket.expiresAt()))
        .build();
  }

  /** Parsed here and not by the framework, whose errors quote the body. */
  private NewPresentment read(byte[] json) {
    try {
      NewPresentment body = reader.readValue(json);
      if (body != null) {
        return body;
      }
    } catch (IOException _) {
      // The parser's message quotes the body too: it goes nowhere.
    }
    throw new MalformedBodyException();
  }

  private static String required(String field, Pattern pattern, @Nullable String value) {
    if (value == null) {
      throw new InvalidFieldException(field, field + " is missing");
    }
    if (!pattern.matcher(value).matches()) {
      throw new InvalidFieldException(field, field + " must match " + pattern);
    }
    return value;
  }
}

package dev.connectpos.acquirer.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.connectpos.acquirer.application.Presentments;
import dev.connectpos.acquirer.domain.AttemptId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
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
  private final Presentments presentments;
  private final ObjectReader reader;

  PresentmentResource(Presentments presentments, ObjectMapper json) {
    this.presentments = presentments;
    this.reader = json.reader();
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
    NewPresentment body = SealedBody.read(reader, NewPresentment.class, json);
    String attemptId = SealedBody.required("attempt_id", SealedBody.TEXT, body.attemptId());
    String serial = SealedBody.required("terminal_serial", SealedBody.TEXT, body.terminalSerial());
    var card =
        SealedBody.card(
            "", new SealedBody.Fields(body.ksn(), body.iv(), body.data(), body.pinBlock()));
    var ticket = presentments.accept(new AttemptId(attemptId), serial, card);
    return Response.status(Response.Status.CREATED)
        .entity(new Ticket(ticket.reference(), ticket.expiresAt()))
        .build();
  }
}

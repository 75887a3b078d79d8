package dev.connectpos.order.api;

import dev.connectpos.order.application.ChargeDesk;
import dev.connectpos.order.domain.ChargeId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What operators do for merchants' charges. */
@Path("/admin/v1/charges")
@Produces(MediaType.APPLICATION_JSON)
@OperatorOnly
@RunOnVirtualThread
@Tag(name = "Charges")
@SecurityRequirement(name = "admin-token")
public class ChargeSupportResource {
  private final ChargeDesk desk;
  private final Calls calls;

  ChargeSupportResource(ChargeDesk desk, Calls calls) {
    this.desk = desk;
    this.calls = calls;
  }

  /** Asks again for the last cancellation that the network refused (A6). */
  @POST
  @Path("/{id}/retry-cancellation")
  @Operation(
      summary = "Tries again a cancellation that the network refused",
      description = "Retentativa de cancelamento. The last refused one, with the same amount.")
  @APIResponse(
      responseCode = "200",
      description = "The charge",
      content = @Content(schema = @Schema(implementation = ChargeJson.class)))
  @APIResponse(responseCode = "404", description = "There is no such charge")
  @APIResponse(responseCode = "412", description = "There is nothing to retry, or refused again")
  public Response retry(
      @PathParam("id") String id, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey)
      throws InterruptedException {
    var write = new Calls.Write("retry cancellation of " + id, idempotencyKey, JsonBody.NONE);
    var answer = desk.retry(new ChargeId(id), calls.ofOperator(write));
    return Calls.answer(Response.Status.OK, ErrorMapping.done(answer));
  }
}

package dev.connectpos.order.api;

import dev.connectpos.order.application.SetupChecks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** An account proves its own set-up with R$ 1,00 (A13; extension). */
@Path("/posconnect/v1/setup-checks")
@Produces(MediaType.APPLICATION_JSON)
@MerchantOnly
@RunOnVirtualThread
@Tag(name = "Terminals")
@SecurityRequirement(name = "secret-key")
public class SetupCheckResource {
  private final SetupChecks checks;
  private final Caller caller;
  private final Calls calls;

  SetupCheckResource(SetupChecks checks, Caller caller, Calls calls) {
    this.checks = checks;
    this.caller = caller;
    this.calls = calls;
  }

  /** Begins one. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Proves the set-up with a sale of R$ 1,00 on a terminal",
      description =
          "The order waits 15 minutes on the terminal for any card. Paid, it closes as canceled and"
              + " its money goes back by itself.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples =
                  @ExampleObject(name = "terminal", value = "{\"serial_number\":\"6C582505\"}")))
  @APIResponse(
      responseCode = "200",
      description = "The order of the check",
      content = @Content(schema = @Schema(implementation = OrderJson.class)))
  @APIResponse(responseCode = "412", description = "too_many_open_orders")
  @APIResponse(responseCode = "422", description = "The account has no such terminal")
  public Response start(
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey, byte[] bytes) {
    var body = JsonBody.required(BodyLimit.check(bytes));
    var serial = SetupCheckReader.serialNumber(body);
    var context = calls.ofCaller(new Calls.Write("check set-up", idempotencyKey, body));
    var reply = checks.start(caller.account().id(), serial, context);
    return Calls.answer(Response.Status.OK, ErrorMapping.done(reply));
  }
}

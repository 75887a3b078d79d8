package dev.connectpos.order.api;

import dev.connectpos.order.application.Orders;
import dev.connectpos.order.domain.ChargeId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Charges (O8). */
@Path("/core/v5/charges")
@Produces(MediaType.APPLICATION_JSON)
@MerchantOnly
@RunOnVirtualThread
@Tag(name = "Charges")
@SecurityRequirement(name = "secret-key")
public class ChargeResource {
  private final Orders orders;
  private final Caller caller;

  ChargeResource(Orders orders, Caller caller) {
    this.orders = orders;
    this.caller = caller;
  }

  /** Shows it, or 404. */
  @GET
  @Path("/{id}")
  @Operation(summary = "Shows a charge with its order and customer")
  @APIResponse(
      responseCode = "200",
      description = "The charge",
      content =
          @Content(
              schema = @Schema(implementation = ChargeJson.class),
              examples = @ExampleObject(name = "paid", value = Examples.CHARGE)))
  @APIResponse(responseCode = "404", description = "The account has no such charge")
  public String get(@PathParam("id") String id) {
    return orders
        .find(caller.account().id(), new ChargeId(id))
        .orElseThrow(() -> Refusal.of(404, "charge_not_found", "Charge not found."));
  }
}

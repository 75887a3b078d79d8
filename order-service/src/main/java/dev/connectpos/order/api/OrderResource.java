package dev.connectpos.order.api;

import dev.connectpos.order.application.Orders;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.OrderRejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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

/** Orders (O1, O2, O5, O8). */
@Path("/core/v5/orders")
@Produces(MediaType.APPLICATION_JSON)
@MerchantOnly
@RunOnVirtualThread
@Tag(name = "Orders")
@SecurityRequirement(name = "secret-key")
public class OrderResource {
  private final Orders orders;
  private final Caller caller;
  private final Calls calls;

  OrderResource(Orders orders, Caller caller, Calls calls) {
    this.orders = orders;
    this.caller = caller;
    this.calls = calls;
  }

  /** Places a direct order; 422 says what is wrong with it. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Places a direct order",
      description =
          "The order is shown at once on the one terminal it is addressed to. It stays pending"
              + " until it is closed; whether it is paid is told by the charge.paid webhook.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "direct", value = Examples.ORDER)))
  @APIResponse(
      responseCode = "200",
      description = "The order",
      content =
          @Content(
              schema = @Schema(implementation = OrderJson.class),
              examples = @ExampleObject(name = "pending", value = Examples.PENDING)))
  @APIResponse(responseCode = "400", description = "The body is not a JSON object")
  @APIResponse(responseCode = "401", description = "The key is wrong")
  @APIResponse(responseCode = "409", description = "The Idempotency-Key is being processed")
  @APIResponse(responseCode = "412", description = "Too many open orders")
  @APIResponse(
      responseCode = "422",
      description = "Fields are wrong; errors says which and why",
      content =
          @Content(
              schema = @Schema(implementation = ErrorMapping.CoreError.class),
              examples = @ExampleObject(name = "invalid", value = Examples.INVALID)))
  public Response place(
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey, byte[] bytes) {
    var body = JsonBody.required(BodyLimit.check(bytes));
    var complaints = new Complaints();
    var draft =
        OrderReader.order(body.json(), complaints)
            .orElseThrow(() -> Refusal.invalid(complaints, body));
    var account = caller.account();
    var write = new Calls.Write("place order", idempotencyKey, body);
    var reply = orders.place(account, draft, calls.ofMerchant(account, write));
    return Calls.answer(Response.Status.OK, ErrorMapping.done(reply));
  }

  /** Shows it, or 404. */
  @GET
  @Path("/{id}")
  @Operation(summary = "Shows an order with its charges")
  @APIResponse(
      responseCode = "200",
      description = "The order",
      content = @Content(schema = @Schema(implementation = OrderJson.class)))
  @APIResponse(responseCode = "404", description = "The account has no such order")
  public String get(@PathParam("id") String id) {
    return orders
        .find(caller.account().id(), new OrderId(id))
        .orElseThrow(() -> ErrorMapping.refusal(OrderRejection.ORDER_NOT_FOUND));
  }

  /** Closes an order; 412 if its state does not allow that. */
  @PATCH
  @Path("/{id}/closed")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Closes an order",
      description =
          "As paid (when the body says nothing), canceled or failed. Paid needs charges that cover"
              + " the amount; canceled and failed need that there are none. Closing it again the"
              + " same way answers the order.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "paid", value = "{\"status\":\"paid\"}")))
  @APIResponse(
      responseCode = "200",
      description = "The order",
      content = @Content(schema = @Schema(implementation = OrderJson.class)))
  @APIResponse(responseCode = "404", description = "The account has no such order")
  @APIResponse(responseCode = "412", description = "The order cannot be closed so, now")
  public Response close(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      byte[] bytes) {
    var body = JsonBody.optional(BodyLimit.check(bytes));
    var complaints = new Complaints();
    var as = OrderReader.closing(body.json(), complaints);
    if (!complaints.none()) {
      throw Refusal.invalid(complaints, body);
    }
    var account = caller.account();
    var write = new Calls.Write("close " + id, idempotencyKey, body);
    var reply = orders.close(account, new OrderId(id), as, calls.ofMerchant(account, write));
    return Calls.answer(Response.Status.OK, ErrorMapping.done(reply));
  }
}

package dev.connectpos.order.api;

import dev.connectpos.order.application.OrderRevisions;
import dev.connectpos.order.application.Reply;
import dev.connectpos.order.domain.ItemId;
import dev.connectpos.order.domain.OrderId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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

/**
 * Items and metadata of open orders. 412 while a payment is in progress, on a closed order, and for
 * what would bring the order below what is paid for it.
 */
@Path("/core/v5/orders/{id}")
@Produces(MediaType.APPLICATION_JSON)
@MerchantOnly
@RunOnVirtualThread
@Tag(name = "Orders")
@SecurityRequirement(name = "secret-key")
@APIResponse(
    responseCode = "503",
    description = "Others are changing the same order; nothing is done")
@APIResponse(responseCode = "404", description = "The account has no such order or item")
public class OrderItemResource {
  private final OrderRevisions revisions;
  private final Caller caller;
  private final Calls calls;

  OrderItemResource(OrderRevisions revisions, Caller caller, Calls calls) {
    this.revisions = revisions;
    this.caller = caller;
    this.calls = calls;
  }

  /** Adds an item. */
  @POST
  @Path("/items")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Adds an item to an open order")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "item", value = Examples.ITEM)))
  @APIResponse(
      responseCode = "200",
      description = "The item",
      content = @Content(schema = @Schema(implementation = OrderJson.Item.class)))
  @APIResponse(responseCode = "412", description = "The order cannot be changed so, now")
  public Response add(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      byte[] bytes) {
    var body = JsonBody.required(BodyLimit.check(bytes));
    var item = body.readBy(OrderReader::item);
    var write = new Calls.Write("add item to " + id, idempotencyKey, body);
    return done(revisions.add(caller.account(), new OrderId(id), item, calls.ofCaller(write)));
  }

  /** Replaces an item. */
  @PUT
  @Path("/items/{item}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replaces an item of an open order")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "item", value = Examples.ITEM)))
  @APIResponse(
      responseCode = "200",
      description = "The item",
      content = @Content(schema = @Schema(implementation = OrderJson.Item.class)))
  @APIResponse(responseCode = "412", description = "The order cannot be changed so, now")
  public Response replace(
      @PathParam("id") String id,
      @PathParam("item") String item,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      byte[] bytes) {
    var body = JsonBody.required(BodyLimit.check(bytes));
    var draft = body.readBy(OrderReader::item);
    var write = new Calls.Write("replace " + item + " of " + id, idempotencyKey, body);
    var context = calls.ofCaller(write);
    return done(
        revisions.replace(caller.account(), new OrderId(id), new ItemId(item), draft, context));
  }

  /** Shows an item. */
  @GET
  @Path("/items/{item}")
  @Operation(summary = "Shows an item")
  @APIResponse(
      responseCode = "200",
      description = "The item",
      content = @Content(schema = @Schema(implementation = OrderJson.Item.class)))
  public Response get(@PathParam("id") String id, @PathParam("item") String item) {
    return done(revisions.find(caller.account().id(), new OrderId(id), new ItemId(item)));
  }

  /** Deletes an item. */
  @DELETE
  @Path("/items/{item}")
  @Operation(
      summary = "Deletes an item of an open order",
      description = "The last one is deleted only by deleting all.")
  @APIResponse(
      responseCode = "200",
      description = "The item, as it was",
      content = @Content(schema = @Schema(implementation = OrderJson.Item.class)))
  @APIResponse(responseCode = "412", description = "The order cannot be changed so, now")
  public Response remove(
      @PathParam("id") String id,
      @PathParam("item") String item,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
    var write = new Calls.Write("delete " + item + " of " + id, idempotencyKey, JsonBody.NONE);
    var context = calls.ofCaller(write);
    return done(revisions.remove(caller.account(), new OrderId(id), new ItemId(item), context));
  }

  /** Deletes all items. */
  @DELETE
  @Path("/items")
  @Operation(
      summary = "Deletes all items of an open order",
      description = "Its amount is 0 then, and it cannot be paid until an item is added.")
  @APIResponse(
      responseCode = "200",
      description = "The order",
      content = @Content(schema = @Schema(implementation = OrderJson.class)))
  @APIResponse(responseCode = "412", description = "The order cannot be changed so, now")
  public Response removeAll(
      @PathParam("id") String id, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
    var write = new Calls.Write("delete items of " + id, idempotencyKey, JsonBody.NONE);
    return done(revisions.removeAll(caller.account(), new OrderId(id), calls.ofCaller(write)));
  }

  /** Replaces the PDV's notes. */
  @PATCH
  @Path("/metadata")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replaces the PDV's notes on an open order")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "notes", value = Examples.METADATA)))
  @APIResponse(
      responseCode = "200",
      description = "The order",
      content = @Content(schema = @Schema(implementation = OrderJson.class)))
  @APIResponse(responseCode = "412", description = "The order cannot be changed so, now")
  public Response revise(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      byte[] bytes) {
    var body = JsonBody.required(BodyLimit.check(bytes));
    var metadata =
        body.readBy((json, complaints) -> OrderReader.metadata(json, "order", complaints));
    var write = new Calls.Write("revise " + id, idempotencyKey, body);
    return done(
        revisions.revise(caller.account(), new OrderId(id), metadata, calls.ofCaller(write)));
  }

  private static Response done(Reply reply) {
    return Calls.answer(Response.Status.OK, ErrorMapping.done(reply));
  }
}

package dev.connectpos.order.api;

import dev.connectpos.order.application.ChargeDesk;
import dev.connectpos.order.application.Charges;
import dev.connectpos.order.application.ListStore.Found;
import dev.connectpos.order.application.Orders;
import dev.connectpos.order.domain.ChargeId;
import dev.connectpos.order.domain.OrderRejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Charges (O8, O9). */
@Path("/core/v5/charges")
@Produces(MediaType.APPLICATION_JSON)
@MerchantOnly
@RunOnVirtualThread
@Tag(name = "Charges")
@SecurityRequirement(name = "secret-key")
@APIResponse(
    responseCode = "503",
    description = "Others are changing the same order; nothing is done")
public class ChargeResource {
  private final Orders orders;
  private final Charges charges;
  private final ChargeDesk desk;
  private final Caller caller;
  private final Calls calls;

  ChargeResource(Orders orders, Charges charges, ChargeDesk desk, Caller caller, Calls calls) {
    this.orders = orders;
    this.charges = charges;
    this.desk = desk;
    this.caller = caller;
    this.calls = calls;
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
    return orders.find(caller.account().id(), new ChargeId(id)).orElseThrow(() -> notFound());
  }

  /** Shows its transactions, newest first, or 404. */
  @GET
  @Path("/{id}/transactions")
  @Operation(
      summary = "Shows the transactions of a charge, newest first",
      description = "The sale, and every attempt to give its money back, done or failed.")
  @Parameter(name = "page", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
  @Parameter(
      name = "size",
      in = ParameterIn.QUERY,
      schema = @Schema(type = SchemaType.INTEGER, maximum = "100", defaultValue = "10"))
  @APIResponse(
      responseCode = "200",
      description = "The page",
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "refunded", value = Examples.TRANSACTIONS)))
  @APIResponse(responseCode = "404", description = "The account has no such charge")
  public ListJson transactions(@PathParam("id") String id, @Context UriInfo uri) {
    var query = new QueryReader(uri.getQueryParameters());
    var slice = query.slice();
    query.refuseIfWrong();
    var found =
        orders.transactions(caller.account().id(), new ChargeId(id)).orElseThrow(() -> notFound());
    var page = found.stream().skip(slice.offset()).limit(slice.size()).toList();
    return ListJson.of(new Found<>(page, found.size()), slice, uri);
  }

  /** Captures what is held; 412 if that is refused. */
  @POST
  @Path("/{id}/capture")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Captures a pending charge, or the rest of one",
      description =
          "All of it, or the amount in the body; the rest is released, unless the body says"
              + " \"final\": false, which is an extension: then it stays held for further captures"
              + " until capture_by, and the charge is paid as far as paid_amount. Answers when the"
              + " acquirer has: should that take more than 10 seconds, the charge as it stands, with"
              + " pending_capture true. A code in the body overwrites that of charge and order.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = {
                @ExampleObject(name = "in part", value = "{\"amount\":1500}"),
                @ExampleObject(
                    name = "in part, with more to follow",
                    value = "{\"amount\":1500,\"final\":false}")
              }))
  @APIResponse(
      responseCode = "200",
      description = "The charge",
      content =
          @Content(
              schema = @Schema(implementation = ChargeJson.class),
              examples = @ExampleObject(name = "paid", value = Examples.CHARGE)))
  @APIResponse(responseCode = "404", description = "The account has no such charge")
  @APIResponse(responseCode = "412", description = "The state, a rule or the network refuses")
  public Response capture(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      byte[] bytes)
      throws InterruptedException {
    var body = JsonBody.optional(BodyLimit.check(bytes));
    var draft = body.readBy(ChargeReader::capture);
    var write = new Calls.Write("capture " + id, idempotencyKey, body);
    return answer(desk.capture(caller.account(), new ChargeId(id), draft, calls.ofCaller(write)));
  }

  /** Gives money back; 412 if that is refused. */
  @DELETE
  @Path("/{id}")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Cancels a charge, or a part of it",
      description =
          "What is held is released; what was captured today is voided, later it is refunded, in"
              + " full or in part. Answers when the acquirer has: should that take more than 10"
              + " seconds, the charge as it stands, with pending_cancellation true.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "in part", value = "{\"amount\":500}")))
  @APIResponse(
      responseCode = "200",
      description = "The charge",
      content = @Content(schema = @Schema(implementation = ChargeJson.class)))
  @APIResponse(responseCode = "404", description = "The account has no such charge")
  @APIResponse(responseCode = "412", description = "The state, a rule or the network refuses")
  public Response cancel(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      byte[] bytes)
      throws InterruptedException {
    var body = JsonBody.optional(BodyLimit.check(bytes));
    var amount = body.readBy(ChargeReader::cancellation);
    var write = new Calls.Write("cancel " + id, idempotencyKey, body);
    return answer(desk.cancel(caller.account(), new ChargeId(id), amount, calls.ofCaller(write)));
  }

  /** Replaces the PDV's notes. */
  @PATCH
  @Path("/{id}/metadata")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Replaces the PDV's notes on a charge",
      description = "The names that the sale itself gives stay as they are.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "notes", value = Examples.METADATA)))
  @APIResponse(
      responseCode = "200",
      description = "The charge",
      content = @Content(schema = @Schema(implementation = ChargeJson.class)))
  @APIResponse(responseCode = "404", description = "The account has no such charge")
  public Response revise(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      byte[] bytes) {
    var body = JsonBody.required(BodyLimit.check(bytes));
    var metadata =
        body.readBy((json, complaints) -> OrderReader.metadata(json, "charge", complaints));
    var write = new Calls.Write("revise " + id, idempotencyKey, body);
    var reply = charges.revise(caller.account(), new ChargeId(id), metadata, calls.ofCaller(write));
    return Calls.answer(Response.Status.OK, ErrorMapping.done(reply));
  }

  private static Response answer(ChargeDesk.Answer answer) {
    return Calls.answer(Response.Status.OK, ErrorMapping.done(answer));
  }

  private static Refusal notFound() {
    return ErrorMapping.refusal(OrderRejection.CHARGE_NOT_FOUND);
  }
}

package dev.connectpos.order.api;

import dev.connectpos.order.application.OnlineDesk;
import dev.connectpos.order.application.OnlinePayments;
import dev.connectpos.order.domain.ChargeId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
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

/** Charges that are made over the API (O12). */
@Path("/core/v5/charges")
@Produces(MediaType.APPLICATION_JSON)
@MerchantOnly
@RunOnVirtualThread
@Tag(name = "Charges")
@SecurityRequirement(name = "secret-key")
public class OnlineChargeResource {
  private final OnlineDesk desk;
  private final OnlinePayments payments;
  private final Caller caller;
  private final Calls calls;

  OnlineChargeResource(OnlineDesk desk, OnlinePayments payments, Caller caller, Calls calls) {
    this.desk = desk;
    this.payments = payments;
    this.caller = caller;
    this.calls = calls;
  }

  /** Adds a charge; 412 if the order takes none, or not so much. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Adds a charge to an open order",
      description =
          "Of an order that was placed open and without terminals. A card is charged at once: the"
              + " answer waits up to 10 seconds for the acquirer, and is processing after that; a"
              + " declined card is answered 200, the charge failed. Cash is pending until it is"
              + " confirmed.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "cash", value = Examples.ADDED)))
  @APIResponse(
      responseCode = "200",
      description = "The charge",
      content = @Content(schema = @Schema(implementation = ChargeJson.class)))
  @APIResponse(responseCode = "404", description = "The account has no such order")
  @APIResponse(responseCode = "412", description = "The order takes no such charge, now")
  @APIResponse(responseCode = "422", description = "Fields are wrong; errors says which and why")
  @APIResponse(responseCode = "503", description = "The acquirer does not answer; nothing is kept")
  public Response add(@HeaderParam("Idempotency-Key") @Nullable String idempotencyKey, byte[] bytes)
      throws InterruptedException {
    var body = JsonBody.required(BodyLimit.check(bytes));
    var complaints = new Complaints();
    var draft = ChargeReader.charge(body.json(), complaints);
    if (draft == null || !complaints.none()) {
      throw Refusal.invalid(complaints, body);
    }
    var write = new Calls.Write("add charge", idempotencyKey, body);
    return answer(
        desk.add(caller.account(), draft, calls.ofCaller(write)), "charge.payment.credit_card");
  }

  /** Takes the PDV's word for cash; 412 if the charge is none. */
  @POST
  @Path("/{id}/confirm-payment")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Confirms that the merchant has the cash of a charge",
      description =
          "The charge is paid from then on, by the merchant's word: the acquirer has no part in it.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "cash", value = Examples.CONFIRMED)))
  @APIResponse(
      responseCode = "200",
      description = "The charge",
      content = @Content(schema = @Schema(implementation = ChargeJson.class)))
  @APIResponse(responseCode = "404", description = "The account has no such charge")
  @APIResponse(responseCode = "412", description = "The charge is not cash, or is over")
  public Response confirm(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      byte[] bytes) {
    var body = JsonBody.optional(BodyLimit.check(bytes));
    var draft = body.readBy(ChargeReader::confirmation);
    var write = new Calls.Write("confirm " + id, idempotencyKey, body);
    var reply = payments.confirm(caller.account(), new ChargeId(id), draft, calls.ofCaller(write));
    return Calls.answer(Response.Status.OK, ErrorMapping.done(reply));
  }

  /** Tries a failed charge again; 412 says why it cannot be. */
  @POST
  @Path("/{id}/retry")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Tries a failed charge of an open order again, with its saved card",
      description = "A new transaction of the same charge; the failed one is kept.")
  @APIResponse(
      responseCode = "200",
      description = "The charge",
      content = @Content(schema = @Schema(implementation = ChargeJson.class)))
  @APIResponse(responseCode = "404", description = "The account has no such charge")
  @APIResponse(responseCode = "412", description = "The charge cannot be tried again")
  @APIResponse(responseCode = "503", description = "The acquirer does not answer; nothing is kept")
  public Response retry(
      @PathParam("id") String id, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey)
      throws InterruptedException {
    var write = new Calls.Write("retry " + id, idempotencyKey, JsonBody.NONE);
    return answer(
        desk.tryAgain(caller.account(), new ChargeId(id), calls.ofCaller(write)), "charge");
  }

  private static Response answer(OnlineDesk.Answer answer, String card) {
    return Calls.answer(Response.Status.OK, ErrorMapping.done(answer, _ -> card));
  }
}

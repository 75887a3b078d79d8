package dev.connectpos.order.api;

import dev.connectpos.order.application.OnlineDesk;
import dev.connectpos.order.application.OrderDraft;
import dev.connectpos.order.application.OrderWatch;
import dev.connectpos.order.application.Orders;
import dev.connectpos.order.application.Reply;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.regex.Pattern;
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
@APIResponse(
    responseCode = "503",
    description =
        "Others are changing the same order, or a service that is needed does not answer;"
            + " nothing is done")
public class OrderResource {
  private static final Pattern WAIT = Pattern.compile("\\d{1,3}");
  private static final int MAX_WAIT_SECONDS = 300;

  private final Orders orders;
  private final OnlineDesk online;
  private final OrderWatch watch;
  private final Caller caller;
  private final Calls calls;

  OrderResource(Orders orders, OnlineDesk online, OrderWatch watch, Caller caller, Calls calls) {
    this.orders = orders;
    this.online = online;
    this.watch = watch;
    this.caller = caller;
    this.calls = calls;
  }

  /** Places an order; 422 says what is wrong with it. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Places an order",
      description =
          "With a payment_setup the order is direct: shown at once on the one terminal it is"
              + " addressed to. Without, it is listed on the terminals it is addressed to, all of"
              + " the account if none is named, and may be paid in parts. It stays pending until"
              + " it is closed, or expires; whether it is paid is told by the charge.paid webhook."
              + " With payments and without poi_payment_settings it is paid over the API, by credit"
              + " card or in cash that the merchant takes by itself: the answer waits up to 10"
              + " seconds for the acquirer, and the order closes by itself when every payment has"
              + " come to its end, unless closed is false. A declined card is answered 200, the"
              + " order failed. With neither, and closed false, it is paid by charges that are"
              + " added to it.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = {
                @ExampleObject(name = "direct", value = Examples.ORDER),
                @ExampleObject(name = "listed", value = Examples.LISTED),
                @ExampleObject(name = "online", value = Examples.ONLINE)
              }))
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
  @APIResponse(responseCode = "503", description = "The acquirer does not answer; nothing is kept")
  @APIResponse(
      responseCode = "422",
      description = "Fields are wrong; errors says which and why",
      content =
          @Content(
              schema = @Schema(implementation = ErrorMapping.CoreError.class),
              examples = @ExampleObject(name = "invalid", value = Examples.INVALID)))
  public Response place(
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey, byte[] bytes)
      throws InterruptedException {
    var body = JsonBody.required(BodyLimit.check(bytes));
    var complaints = new Complaints();
    var draft =
        OrderReader.order(body.json(), complaints)
            .orElseThrow(() -> Refusal.invalid(complaints, body));
    var account = caller.account();
    var write = new Calls.Write("place order", idempotencyKey, body);
    var context = calls.ofCaller(write);
    if (!draft.payments().isEmpty()) {
      var answer = online.place(account, draft, context);
      return Calls.answer(
          Response.Status.OK,
          ErrorMapping.done(answer, i -> "order.payments[" + i + "].credit_card"));
    }
    var reply = orders.place(account, draft, context);
    return Calls.answer(Response.Status.OK, placed(reply, draft));
  }

  /** Of several terminals any may be the unknown one, so that none is named by its place. */
  private static Reply.Done placed(Reply reply, OrderDraft draft) {
    boolean several = draft.terminal().serialNumbers().size() > 1;
    if (several && reply.equals(new Reply.Refused(OrderRejection.TERMINAL_UNKNOWN))) {
      throw Refusal.invalid(
          "terminal_unknown",
          "order.poi_payment_settings.devices_serial_number",
          "Not every serial number is of a terminal of this account.");
    }
    return ErrorMapping.done(reply);
  }

  /** Shows it, or 404; at once, or when more has come of it. */
  @GET
  @Path("/{id}")
  @Operation(
      summary = "Shows an order with its charges",
      description =
          "With wait=1 to 300 seconds it answers as soon as a charge appears or changes, a payment"
              + " is declined or undone, the terminal's operator refuses the order, or it is closed,"
              + " and at the time limit at the latest. Compare updated_at, charges and"
              + " terminal_status with what you know.")
  @APIResponse(
      responseCode = "200",
      description = "The order",
      content = @Content(schema = @Schema(implementation = OrderJson.class)))
  @APIResponse(responseCode = "404", description = "The account has no such order")
  @APIResponse(responseCode = "422", description = "The wait is not 1 to 300 seconds")
  public String get(@PathParam("id") String id, @QueryParam("wait") @Nullable String wait)
      throws InterruptedException {
    var account = caller.account().id();
    var order = new OrderId(id);
    var found =
        wait == null || wait.isBlank()
            ? orders.find(account, order)
            : watch.outcome(account, order, seconds(wait));
    return found.orElseThrow(() -> ErrorMapping.refusal(OrderRejection.ORDER_NOT_FOUND));
  }

  private static Duration seconds(String wait) {
    if (WAIT.matcher(wait).matches()) {
      int seconds = Integer.parseInt(wait);
      if (seconds >= 1 && seconds <= MAX_WAIT_SECONDS) {
        return Duration.ofSeconds(seconds);
      }
    }
    throw Refusal.invalid(
        "validation_failed", "wait", "The wait must be between 1 and 300 seconds.");
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
    var as = body.readBy(OrderReader::closing);
    var write = new Calls.Write("close " + id, idempotencyKey, body);
    var reply = orders.close(caller.account(), new OrderId(id), as, calls.ofCaller(write));
    return Calls.answer(Response.Status.OK, ErrorMapping.done(reply));
  }
}

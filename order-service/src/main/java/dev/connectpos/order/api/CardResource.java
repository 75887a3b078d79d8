package dev.connectpos.order.api;

import dev.connectpos.order.application.Cards;
import dev.connectpos.order.application.Reply;
import dev.connectpos.order.domain.CardId;
import dev.connectpos.order.domain.CustomerId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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

/** A customer's saved cards. Of their bodies only what is masked is echoed and hashed. */
@Path("/core/v5/customers/{customer}/cards")
@Produces(MediaType.APPLICATION_JSON)
@MerchantOnly
@RunOnVirtualThread
@Tag(name = "Cards")
@SecurityRequirement(name = "secret-key")
@APIResponse(responseCode = "503", description = "The acquirer does not answer")
@APIResponse(responseCode = "404", description = "The account has no such customer or card")
public class CardResource {
  private final Cards cards;
  private final Caller caller;
  private final Calls calls;

  CardResource(Cards cards, Caller caller, Calls calls) {
    this.cards = cards;
    this.caller = caller;
    this.calls = calls;
  }

  /** A page of them. */
  @GET
  @Operation(summary = "Lists a customer's cards, newest first")
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
              schema = @Schema(implementation = ListJson.class),
              examples = @ExampleObject(name = "page", value = ResourceExamples.CARDS)))
  public ListJson list(@PathParam("customer") String customer, @Context UriInfo uri) {
    var query = new QueryReader(uri.getQueryParameters());
    var slice = query.slice();
    query.refuseIfWrong();
    var found =
        cards
            .list(caller.account().id(), new CustomerId(customer), slice)
            .orElseThrow(ErrorMapping::noSuchCustomer);
    return ListJson.of(found, slice, uri);
  }

  /** Saves a card. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Saves a card of a customer",
      description =
          "By its contents, or by a token as card_token. Where the account verifies cards, the card"
              + " network is asked first, and nothing is saved if it says no.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = {
                @ExampleObject(
                    name = "token",
                    value = "{\"card_token\":\"token_0SjZr6kQp7tY4aRs\"}"),
                @ExampleObject(name = "card", value = ResourceExamples.CARD)
              }))
  @APIResponse(
      responseCode = "200",
      description = "The card",
      content =
          @Content(
              schema = @Schema(implementation = CardJson.class),
              examples = @ExampleObject(name = "card", value = ResourceExamples.SAVED)))
  @APIResponse(responseCode = "412", description = "The card network does not verify the card")
  @APIResponse(responseCode = "422", description = "Fields are wrong; errors says which and why")
  public Response save(
      @PathParam("customer") String customer,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      byte[] bytes) {
    var body = JsonBody.required(BodyLimit.check(bytes));
    var complaints = new Complaints();
    var card = new Fields(body.json(), "card", complaints);
    var source = CardReader.source(card);
    var wish = new Cards.Wish(CardReader.notes(card), CardReader.verified(card));
    if (!complaints.none()) {
      throw Refusal.invalid(complaints, body);
    }
    var context = calls.ofCaller(new Calls.Write("save card of " + customer, idempotencyKey, body));
    return done(cards.save(caller.account(), new CustomerId(customer), source, wish, context));
  }

  /** Shows it, or 404. */
  @GET
  @Path("/{id}")
  @Operation(summary = "Shows a card of a customer")
  @APIResponse(
      responseCode = "200",
      description = "The card",
      content = @Content(schema = @Schema(implementation = CardJson.class)))
  public Response get(@PathParam("customer") String customer, @PathParam("id") String id) {
    return done(cards.find(caller.account(), new CustomerId(customer), new CardId(id)));
  }

  /** Changes what the body names. */
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Changes a card of a customer",
      description = "Its holder's name, its expiry and its billing address; never its number.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples =
                  @ExampleObject(name = "expiry", value = "{\"exp_month\":1,\"exp_year\":2031}")))
  @APIResponse(
      responseCode = "200",
      description = "The card",
      content = @Content(schema = @Schema(implementation = CardJson.class)))
  @APIResponse(responseCode = "422", description = "Fields are wrong; errors says which and why")
  public Response change(
      @PathParam("customer") String customer,
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      byte[] bytes) {
    var body = JsonBody.required(BodyLimit.check(bytes));
    var change = body.readBy(CardReader::change);
    var context =
        calls.ofCaller(new Calls.Write("change " + id + " of " + customer, idempotencyKey, body));
    return done(
        cards.change(caller.account(), new CustomerId(customer), new CardId(id), change, context));
  }

  /** Destroys its number. */
  @DELETE
  @Path("/{id}")
  @Operation(summary = "Deletes a card of a customer", description = "Its number is destroyed.")
  @APIResponse(
      responseCode = "200",
      description = "The card, as it was",
      content = @Content(schema = @Schema(implementation = CardJson.class)))
  public Response delete(
      @PathParam("customer") String customer,
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
    var write = new Calls.Write("delete " + id + " of " + customer, idempotencyKey, JsonBody.NONE);
    return done(
        cards.delete(
            caller.account(), new CustomerId(customer), new CardId(id), calls.ofCaller(write)));
  }

  private static Response done(Reply reply) {
    return Calls.answer(Response.Status.OK, ErrorMapping.done(reply));
  }
}

package dev.connectpos.acquirer.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectpos.acquirer.application.OnlineCards;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.PaymentId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Cards that a merchant's API call brought, for a payment or for a token. */
@Path("/internal/v1")
@Guarded.ForServices
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OnlineCardResource {
  private final OnlineCards cards;
  private final ObjectMapper json;

  OnlineCardResource(OnlineCards cards, ObjectMapper json) {
    this.cards = cards;
    this.json = json;
  }

  /** Keeps a card for one payment, or two minutes. */
  @POST
  @Path("/online-presentments")
  @Operation(summary = "Hand over a card for one payment: typed, by token or saved")
  @APIResponse(responseCode = "201", description = "Its one-use reference, and its public facts")
  @APIResponse(responseCode = "404", description = "card_not_found or token_not_found")
  @APIResponse(responseCode = "422", description = "invalid_card, with the field at fault")
  public Response present(byte[] bytes) {
    CardBody body = CardBody.read(json, bytes);
    var accountId = new AccountId(body.id("account_id"));
    var paymentId = new PaymentId(body.id("payment_id"));
    return switch (cards.present(accountId, paymentId, body.named())) {
      case OnlineCards.Ticket(var reference, var expiresAt, var cardId, var facts) ->
          Response.status(Response.Status.CREATED)
              .entity(new CardJson.Ticket(reference, expiresAt, CardJson.Facts.of(cardId, facts)))
              .build();
      case OnlineCards.NoToken _ -> noToken();
      case OnlineCards.NoCard _ -> noCard();
      case OnlineCards.Invalid(var field, var rule) -> Problem.invalidCard("card." + field, rule);
    };
  }

  /** Makes a token of a card. */
  @POST
  @Path("/card-tokens")
  @Operation(summary = "Make a token of a card, for one use within a minute")
  @APIResponse(responseCode = "201", description = "The token, and the card's public facts")
  @APIResponse(responseCode = "422", description = "invalid_card, with the field at fault")
  public Response tokenize(byte[] bytes) {
    CardBody body = CardBody.read(json, bytes);
    return switch (cards.tokenize(new AccountId(body.id("account_id")), body.card())) {
      case OnlineCards.Token(var token, var createdAt, var expiresAt, var facts) ->
          Response.status(Response.Status.CREATED)
              .entity(
                  new CardJson.Token(token, createdAt, expiresAt, CardJson.Facts.of(null, facts)))
              .build();
      case OnlineCards.Invalid(var field, var rule) -> Problem.invalidCard("card." + field, rule);
    };
  }

  static Response noToken() {
    return Problem.of(Response.Status.NOT_FOUND, "token_not_found", "no such card token");
  }

  static Response noCard() {
    return Problem.of(Response.Status.NOT_FOUND, "card_not_found", "no such card");
  }
}

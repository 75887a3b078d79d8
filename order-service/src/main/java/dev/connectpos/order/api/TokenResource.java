package dev.connectpos.order.api;

import dev.connectpos.order.application.Cards;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tokens of cards, made where the shopper types them. */
@Path("/core/v5/tokens")
@Produces(MediaType.APPLICATION_JSON)
@PublicKeyOnly
@RunOnVirtualThread
@Tag(name = "Cards")
@SecurityRequirement(name = "public-key")
public class TokenResource {
  private final Cards cards;
  private final Caller caller;

  TokenResource(Cards cards, Caller caller) {
    this.cards = cards;
    this.caller = caller;
  }

  /** Gives a token for a card. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Gives a token for a card",
      description =
          "It works once, for 60 seconds, as card_token. The public key in the query is all the"
              + " authentication; the number goes to the acquirer's vault and nowhere else.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "card", value = ResourceExamples.TOKEN)))
  @APIResponse(
      responseCode = "200",
      description = "The token",
      content = @Content(schema = @Schema(implementation = CardJson.Token.class)))
  @APIResponse(responseCode = "401", description = "The key is wrong, or no public key")
  @APIResponse(responseCode = "422", description = "Fields are wrong; errors says which and why")
  @APIResponse(responseCode = "429", description = "Too many calls with the key")
  public Response give(byte[] bytes) {
    var body = JsonBody.required(BodyLimit.check(bytes));
    var complaints = new Complaints();
    var token = Fields.of(body.json(), complaints);
    token.oneOf("type", List.of("card"));
    var card = token.object("card").map(CardReader::number);
    if (card.isEmpty() && !token.has("card")) {
      token.required("card");
    }
    if (!complaints.none() || card.isEmpty()) {
      throw Refusal.invalid(complaints, body);
    }
    var reply = cards.tokenFor(caller.account().id(), card.get());
    return Calls.answer(Response.Status.OK, ErrorMapping.done(reply));
  }
}

package dev.connectpos.acquirer.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectpos.acquirer.application.Enrollment;
import dev.connectpos.acquirer.application.OnlineCards;
import dev.connectpos.acquirer.application.SavedCardStore.Notes;
import dev.connectpos.acquirer.application.SavedCardStore.Owner;
import dev.connectpos.acquirer.application.SavedCards;
import dev.connectpos.acquirer.application.SavedCards.Change;
import dev.connectpos.acquirer.application.SavedCards.NewCard;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.AffiliationService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Cards that shoppers let a merchant keep. */
@Path("/internal/v1/cards")
@Guarded.ForServices
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SavedCardResource {
  private static final Pattern CARD_ID = Pattern.compile("card_[0-9A-Za-z]{16}");
  private static final int MAX_SIZE = 100;
  private static final int MAX_PAGE = 1_000_000;

  private final Enrollment enrollment;
  private final SavedCards cards;
  private final ObjectMapper json;

  SavedCardResource(Enrollment enrollment, SavedCards cards, ObjectMapper json) {
    this.enrollment = enrollment;
    this.cards = cards;
    this.json = json;
  }

  /** Saves a card under an id of the caller's; asked again, it is answered the same. */
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Save a card, verified first where merchant and affiliation want it")
  @APIResponse(responseCode = "200", description = "The card, without its number")
  @APIResponse(responseCode = "404", description = "token_not_found, or another account's id")
  @APIResponse(responseCode = "412", description = "verification_failed; nothing is kept")
  @APIResponse(responseCode = "422", description = "invalid_card, with the field at fault")
  @APIResponse(responseCode = "503", description = "Nobody could tell; nothing is kept")
  public Response save(@PathParam("id") String id, byte[] bytes) throws InterruptedException {
    if (!CARD_ID.matcher(id).matches()) {
      throw new InvalidFieldException("id", "id must match " + CARD_ID);
    }
    CardBody body = CardBody.read(json, bytes);
    var owner = new Owner(new AccountId(body.id("account_id")), body.id("customer_id"));
    var notes =
        new Notes(
            body.text("holder_document"),
            body.text("label"),
            body.object("metadata"),
            body.object("billing_address"));
    if (body.has("card_id")) {
      throw new InvalidFieldException("card_id", "a saved card is not saved again");
    }
    var wanted = new NewCard(id, owner, body.named(), body.flag("verify"), notes);
    return switch (enrollment.save(wanted)) {
      case SavedCards.Kept(var card) -> Response.ok(CardJson.Saved.of(card)).build();
      case SavedCards.NotVerified(var code) -> Problem.notVerified(code);
      case SavedCards.NotEnabled _ ->
          Problem.of(
              Response.Status.PRECONDITION_FAILED,
              AffiliationService.ZERO_DOLLAR.missing(),
              "the affiliation has no service zero_dollar; ask the acquirer's operator for it");
      case SavedCards.Unverifiable _ ->
          Problem.of(
              Response.Status.SERVICE_UNAVAILABLE,
              "verification_unavailable",
              "the card could not be verified now");
      case SavedCards.IdTaken _ -> OnlineCardResource.noCard();
      case OnlineCards.NoToken _ -> OnlineCardResource.noToken();
      case OnlineCards.Invalid(var field, var rule) -> Problem.invalidCard("card." + field, rule);
    };
  }

  /** One card. */
  @GET
  @Path("/{id}")
  @Operation(summary = "A saved card")
  @APIResponse(responseCode = "404", description = "card_not_found")
  public Response card(
      @PathParam("id") String id, @QueryParam("account_id") @Nullable String accountId) {
    return cards
        .find(new AccountId(required("account_id", accountId)), id)
        .map(card -> Response.ok(CardJson.Saved.of(card)).build())
        .orElseGet(OnlineCardResource::noCard);
  }

  /** A customer's cards, newest first. */
  @GET
  @Operation(summary = "A customer's saved cards")
  public CardJson.Page cards(
      @QueryParam("account_id") @Nullable String accountId,
      @QueryParam("customer_id") @Nullable String customerId,
      @QueryParam("page") @DefaultValue("1") int page,
      @QueryParam("size") @DefaultValue("10") int size) {
    var owner =
        new Owner(
            new AccountId(required("account_id", accountId)), required("customer_id", customerId));
    if (page < 1 || page > MAX_PAGE) {
      throw new InvalidFieldException("page", "page is 1 or more");
    }
    if (size < 1 || size > MAX_SIZE) {
      throw new InvalidFieldException("size", "size is 1 to " + MAX_SIZE);
    }
    var found = cards.list(owner, (page - 1) * size, size);
    return new CardJson.Page(
        found.cards().stream().map(CardJson.Saved::of).toList(), found.total());
  }

  /** Changes what may be changed of a card. */
  @PATCH
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Change name, expiry or address of a saved card")
  @APIResponse(responseCode = "404", description = "card_not_found")
  @APIResponse(responseCode = "422", description = "invalid_card, with the field at fault")
  public Response change(@PathParam("id") String id, byte[] bytes) {
    CardBody body = CardBody.read(json, bytes);
    var change =
        new Change(
            body.text("holder_name"),
            body.number("exp_month"),
            body.number("exp_year"),
            body.object("billing_address"));
    return switch (cards.change(new AccountId(body.id("account_id")), id, change)) {
      case SavedCards.Kept(var card) -> Response.ok(CardJson.Saved.of(card)).build();
      case SavedCards.Unknown _ -> OnlineCardResource.noCard();
      case OnlineCards.Invalid(var field, var rule) -> Problem.invalidCard("card." + field, rule);
    };
  }

  /** Destroys the number of a card. */
  @DELETE
  @Path("/{id}")
  @Operation(summary = "Delete a saved card; its number is destroyed")
  @APIResponse(responseCode = "404", description = "card_not_found")
  public Response delete(
      @PathParam("id") String id, @QueryParam("account_id") @Nullable String accountId) {
    return cards
        .delete(new AccountId(required("account_id", accountId)), id)
        .map(card -> Response.ok(CardJson.Saved.of(card)).build())
        .orElseGet(OnlineCardResource::noCard);
  }

  private static String required(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new InvalidFieldException(field, field + " is missing");
    }
    return value;
  }
}

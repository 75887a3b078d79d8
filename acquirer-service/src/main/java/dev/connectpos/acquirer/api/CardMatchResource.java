package dev.connectpos.acquirer.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.connectpos.acquirer.application.CardMatches;
import dev.connectpos.acquirer.application.CardMatches.Reading;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.PaymentId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/** A card that a terminal read to cancel a sale (feature T6): the one that paid, or another. */
@Path("/internal/v1/payments/{payment_id}/card-match")
@Guarded.ForServices
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CardMatchResource {
  private static final Pattern ENTRY_MODE =
      Pattern.compile("chip|contactless|magstripe_fallback|typed");

  private final CardMatches matches;
  private final ObjectReader reader;

  CardMatchResource(CardMatches matches, ObjectMapper json) {
    this.matches = matches;
    this.reader = json.reader();
  }

  /** A card as its terminal sealed it, for one cancellation; a PIN is not asked for. */
  public record NewReading(
      @JsonProperty("account_id") @Nullable String accountId,
      @JsonProperty("terminal_serial") @Nullable String terminalSerial,
      @JsonProperty("cancel_id") @Nullable String cancelId,
      @JsonProperty("entry_mode") @Nullable String entryMode,
      @Nullable Sealed card) {
    @Override
    public String toString() {
      return "NewReading[***]";
    }
  }

  /** The sealed card. */
  public record Sealed(@Nullable String ksn, @Nullable String iv, @Nullable String data) {
    @Override
    public String toString() {
      return "Sealed[***]";
    }
  }

  /** The answer; nothing of the card. */
  public record Answer(boolean matches) {}

  /** Compares in memory; nothing is kept. */
  @POST
  @Operation(summary = "Tell whether a sealed card is the one that made a payment")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = NewReading.class)))
  public Response match(@PathParam("payment_id") String paymentId, byte[] json) {
    NewReading body = SealedBody.read(reader, NewReading.class, json);
    Sealed card = body.card();
    if (card == null) {
      throw new InvalidFieldException("card", "card is missing");
    }
    SealedBody.required("entry_mode", ENTRY_MODE, body.entryMode());
    var reading =
        new Reading(
            new PaymentId(paymentId),
            new AccountId(SealedBody.required("account_id", SealedBody.TEXT, body.accountId())),
            SealedBody.required("terminal_serial", SealedBody.TEXT, body.terminalSerial()),
            SealedBody.required("cancel_id", SealedBody.TEXT, body.cancelId()),
            SealedBody.card(
                "card.", new SealedBody.Fields(card.ksn(), card.iv(), card.data(), null)));
    return switch (matches.match(reading)) {
      case SAME -> Response.ok(new Answer(true)).build();
      case OTHER -> Response.ok(new Answer(false)).build();
      case UNKNOWN_PAYMENT ->
          Problem.of(Response.Status.NOT_FOUND, "not_found", "the account has no such payment");
      case UNREADABLE -> Problem.invalidCard("card", "the card cannot be read");
    };
  }
}

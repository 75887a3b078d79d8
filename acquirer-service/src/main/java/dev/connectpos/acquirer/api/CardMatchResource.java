package dev.connectpos.acquirer.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.connectpos.acquirer.application.CardMatches;
import dev.connectpos.acquirer.application.CardMatches.Reading;
import dev.connectpos.acquirer.application.SealedCard;
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
import java.io.IOException;
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
  private static final Pattern TEXT = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final Pattern ENTRY_MODE =
      Pattern.compile("chip|contactless|magstripe_fallback|typed");
  private static final Pattern KSN = Pattern.compile("[0-9A-Fa-f]{24}");
  private static final Pattern IV = Pattern.compile("[0-9A-Za-z+/]{16}");
  private static final Pattern DATA = Pattern.compile("[0-9A-Za-z+/]{24,1024}={0,2}");

  private final CardMatches matches;
  private final ObjectReader reader;

  CardMatchResource(CardMatches matches, ObjectMapper json) {
    this.matches = matches;
    this.reader = json.readerFor(NewReading.class);
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
    NewReading body = read(json);
    Sealed card = body.card();
    if (card == null) {
      throw new InvalidFieldException("card", "card is missing");
    }
    required("entry_mode", ENTRY_MODE, body.entryMode());
    var reading =
        new Reading(
            new PaymentId(paymentId),
            new AccountId(required("account_id", TEXT, body.accountId())),
            required("terminal_serial", TEXT, body.terminalSerial()),
            required("cancel_id", TEXT, body.cancelId()),
            new SealedCard(
                required("card.ksn", KSN, card.ksn()),
                required("card.iv", IV, card.iv()),
                required("card.data", DATA, card.data()),
                null));
    return switch (matches.match(reading)) {
      case SAME -> Response.ok(new Answer(true)).build();
      case OTHER -> Response.ok(new Answer(false)).build();
      case UNKNOWN_PAYMENT ->
          Problem.of(Response.Status.NOT_FOUND, "not_found", "the account has no such payment");
      case UNREADABLE -> Problem.invalidCard("card", "the card cannot be read");
    };
  }

  /** Parsed here and not by the framework, whose errors quote the body. */
  private NewReading read(byte[] json) {
    try {
      NewReading body = reader.readValue(json);
      if (body != null) {
        return body;
      }
    } catch (IOException _) {
      // The parser's message quotes the body too: it goes nowhere.
    }
    throw new MalformedBodyException();
  }

  private static String required(String field, Pattern pattern, @Nullable String value) {
    if (value == null) {
      throw new InvalidFieldException(field, field + " is missing");
    }
    if (!pattern.matcher(value).matches()) {
      throw new InvalidFieldException(field, field + " must match " + pattern);
    }
    return value;
  }
}

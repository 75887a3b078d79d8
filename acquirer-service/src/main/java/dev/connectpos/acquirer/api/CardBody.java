package dev.connectpos.acquirer.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectpos.acquirer.application.OnlineCards;
import dev.connectpos.acquirer.application.OnlineCards.Named;
import dev.connectpos.acquirer.application.TypedCard;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A body that may hold a card. Read here and not by the framework, whose errors quote the body; its
 * own text shows nothing.
 */
final class CardBody {
  private static final String CARD = "card";

  /** Ids and references of whatever service. */
  private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,128}");

  private static final int MAX_TEXT = 256;

  private final JsonNode body;

  private CardBody(JsonNode body) {
    this.body = body;
  }

  static CardBody read(ObjectMapper json, byte[] bytes) {
    try {
      JsonNode body = json.readTree(bytes);
      if (body != null && body.isObject()) {
        return new CardBody(body);
      }
    } catch (IOException _) {
      // The parser's message quotes the body: it goes nowhere.
    }
    throw new MalformedBodyException();
  }

  /** An id that has to be there. */
  String id(String field) {
    String value = optionalId(field);
    if (value == null) {
      throw new InvalidFieldException(field, field + " is missing");
    }
    return value;
  }

  /** An id that may be there. */
  @Nullable String optionalId(String field) {
    String value = text(field);
    if (value != null && !ID.matcher(value).matches()) {
      throw new InvalidFieldException(field, field + " must match " + ID);
    }
    return value;
  }

  /** A text that may be there. */
  @Nullable String text(String field) {
    JsonNode value = body.path(field);
    if (isAbsent(value)) {
      return null;
    }
    if (!value.isTextual() || value.textValue().length() > MAX_TEXT) {
      throw new InvalidFieldException(field, field + " must be a text");
    }
    return value.textValue();
  }

  /** A whole number that may be there. */
  @Nullable Integer number(String field) {
    JsonNode value = body.path(field);
    if (isAbsent(value)) {
      return null;
    }
    if (!value.isInt()) {
      throw new InvalidFieldException(field, field + " must be a whole number");
    }
    return value.intValue();
  }

  /** A flag; false if it is not there. */
  boolean flag(String field) {
    JsonNode value = body.path(field);
    if (!isAbsent(value) && !value.isBoolean()) {
      throw new InvalidFieldException(field, field + " must be true or false");
    }
    return value.booleanValue();
  }

  /** An object that may be there, as it was written. */
  @Nullable String object(String field) {
    JsonNode value = body.path(field);
    if (isAbsent(value)) {
      return null;
    }
    if (!value.isObject()) {
      throw new InvalidFieldException(field, field + " must be an object");
    }
    return value.toString();
  }

  boolean has(String field) {
    return !isAbsent(body.path(field));
  }

  /** The one way of several in which the body names a card. */
  Named named() {
    int ways = (has(CARD) ? 1 : 0) + (has("card_id") ? 1 : 0) + (has("card_token") ? 1 : 0);
    if (ways != 1) {
      throw new InvalidFieldException(CARD, "needs one of card, card_id and card_token");
    }
    if (has("card_token")) {
      return new OnlineCards.ByToken(id("card_token"));
    }
    return has(CARD)
        ? new OnlineCards.ByContents(card())
        : new OnlineCards.BySavedCard(id("card_id"), optionalId("customer_id"));
  }

  /** The card by its contents. */
  TypedCard card() {
    JsonNode card = body.path(CARD);
    if (!card.isObject()) {
      throw new InvalidFieldException(CARD, "card is missing");
    }
    String number = cardText(card, "number");
    if (number == null) {
      throw new InvalidCardException("card.number", "is missing");
    }
    return new TypedCard(
        number,
        cardText(card, "holder_name"),
        cardNumber(card, "exp_month"),
        cardNumber(card, "exp_year"),
        cardText(card, "cvv"));
  }

  private static @Nullable String cardText(JsonNode card, String field) {
    JsonNode value = card.path(field);
    if (isAbsent(value)) {
      return null;
    }
    if (!value.isTextual()) {
      throw new InvalidCardException(CARD + "." + field, "must be a text");
    }
    return value.textValue();
  }

  private static int cardNumber(JsonNode card, String field) {
    JsonNode value = card.path(field);
    if (!value.isInt()) {
      throw new InvalidCardException(CARD + "." + field, "must be a whole number");
    }
    return value.intValue();
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  @Override
  public String toString() {
    return "CardBody[***]";
  }
}

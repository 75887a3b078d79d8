package dev.connectpos.order.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.order.application.CardSource.CardNumber;
import dev.connectpos.order.application.CardSource.Token;
import dev.connectpos.order.application.CardSource.Unsaved;
import dev.connectpos.order.application.CardVault;
import dev.connectpos.order.application.SavedCard;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads cards. Of the number only the form is looked at; whether it is one is the acquirer's
 * matter. No complaint says what was sent.
 */
final class CardReader {
  private static final int MAX_NAME = 64;
  private static final int MAX_TOKEN = 64;
  private static final int MAX_DOCUMENT = 50;
  private static final int MAX_YEAR = 9999;
  private static final int CENTURY = 2000;
  private static final Pattern NUMBER = Pattern.compile("\\d{12,19}");
  private static final Pattern CVV = Pattern.compile("\\d{3,4}");

  private CardReader() {}

  /** The card, as far as it is one. To be used only if there are no complaints. */
  static CardNumber number(Fields card) {
    var number = card.requiredText("number", MAX_NAME).replaceAll("[ -]", "");
    if (!number.isEmpty() && !NUMBER.matcher(number).matches()) {
      card.complain("number", "The number field is not a valid card number.");
    }
    var cvv = card.text("cvv", MAX_NAME);
    if (cvv != null && !CVV.matcher(cvv.strip()).matches()) {
      card.complain("cvv", "The cvv field must have 3 or 4 digits.");
    }
    int month = (int) card.requiredInteger("exp_month", 1, 12);
    int year = year((int) card.requiredInteger("exp_year", 0, MAX_YEAR));
    return new CardNumber(
        number, card.text("holder_name", MAX_NAME), month, year, cvv == null ? null : cvv.strip());
  }

  /** What is to be saved: the body is the card, or has one, or names a token. */
  static Unsaved source(Fields body) {
    var token =
        body.has("token") ? body.text("token", MAX_TOKEN) : body.text("card_token", MAX_TOKEN);
    if (token != null) {
      return new Token(token.strip());
    }
    return number(body.object("card").orElse(body));
  }

  /** What is said beside the card. */
  static SavedCard.Notes notes(Fields body) {
    return new SavedCard.Notes(
        body.text("holder_document", MAX_DOCUMENT),
        body.text("label", MAX_NAME),
        OrderReader.metadata(body),
        address(body));
  }

  /**
   * Whether the PDV wants it verified, if it says so: the incumbent's {@code options.verify_card}.
   */
  static @Nullable Boolean verified(Fields body) {
    return body.object("options")
        .filter(options -> options.has("verify_card"))
        .map(options -> options.flag("verify_card", true))
        .orElse(null);
  }

  /** What is to be another of a card. */
  static CardVault.Change change(JsonNode json, Complaints complaints) {
    var body = new Fields(json, "card", complaints);
    var month = body.integer("exp_month", 1, 12);
    var year = body.integer("exp_year", 0, MAX_YEAR);
    return new CardVault.Change(
        body.text("holder_name", MAX_NAME),
        month == null ? null : Integer.valueOf(month.intValue()),
        year == null ? null : Integer.valueOf(year(year.intValue())),
        address(body));
  }

  private static SortedMap<String, String> address(Fields body) {
    return body.object("billing_address").map(CustomerReader::address).orElseGet(TreeMap::new);
  }

  /** As it stands on the card, or whole. */
  private static int year(int year) {
    return year < 100 ? CENTURY + year : year;
  }
}

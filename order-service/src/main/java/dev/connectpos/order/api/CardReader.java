package dev.connectpos.order.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.order.application.CardContents;
import dev.connectpos.order.application.CardVault;
import dev.connectpos.order.application.CardVault.Source;
import dev.connectpos.order.application.SavedCard;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads cards out of masked bodies. Of the number only the form is looked at; whether it is one is
 * the acquirer's matter. No complaint says what was sent.
 */
final class CardReader {
  private static final int MAX_NAME = 64;
  private static final int MAX_TOKEN = 64;
  private static final int MAX_DOCUMENT = 50;
  private static final int CENTURY = 2000;

  private CardReader() {}

  /** The card, as far as it is one. To be used only if there are no complaints. */
  static CardContents contents(Fields card, CardMask mask) {
    var secret = mask.secretOf(card.entries()).orElse(new CardMask.Secret(null, null));
    var number = secret.number();
    if (number == null) {
      card.required("number");
    } else if (!number.matches("\\d{13,19}")) {
      card.complain("number", "The number field must be a card number.");
    }
    var cvv = secret.cvv();
    if (cvv != null && !cvv.isEmpty() && !cvv.matches("\\d{3,4}")) {
      card.complain("cvv", "The cvv field must have 3 or 4 digits.");
    }
    var holder = card.text("holder_name", MAX_NAME);
    int month = (int) card.requiredInteger("exp_month", 1, 12);
    int year = year((int) card.requiredInteger("exp_year", 0, 9999));
    return new CardContents(
        number == null ? "" : number,
        holder,
        month,
        year,
        cvv == null || cvv.isEmpty() ? null : cvv);
  }

  /** What is to be saved: the body is the card, or has one, or names a token. */
  static Source source(Fields body, CardMask mask) {
    var token =
        body.has("token") ? body.text("token", MAX_TOKEN) : body.text("card_token", MAX_TOKEN);
    if (token != null) {
      return new CardVault.ByToken(token);
    }
    var nested = body.object("card");
    return new CardVault.ByContents(contents(nested.orElse(body), mask));
  }

  /** What is said beside the card. */
  static SavedCard.Notes notes(Fields body) {
    return new SavedCard.Notes(
        body.text("holder_document", MAX_DOCUMENT),
        body.text("label", MAX_NAME),
        OrderReader.metadata(body),
        address(body));
  }

  /** What is to be another of a card. */
  static CardVault.Change change(JsonNode json, Complaints complaints) {
    var body = new Fields(json, "card", complaints);
    var month = body.integer("exp_month", 1, 12);
    var year = body.integer("exp_year", 0, 9999);
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

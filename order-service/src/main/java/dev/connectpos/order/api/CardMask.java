package dev.connectpos.order.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A body whose cards are masked, with what was taken out of them beside. Whatever may keep, hash,
 * echo or log a body is given {@link #body()}; a card's number and its cvv are only to be had from
 * {@link #secretOf}, for the one call that hands them to the acquirer.
 *
 * <p>A card is an object named {@code card} or {@code network_token}, or one that says a cvv or
 * when it expires; phones and addresses have a {@code number} too, and keep it. Two bodies whose
 * cards differ in the masked digits or the cvv alone are the same here.
 */
final class CardMask {
  private static final String HIDDEN = "****";
  private static final int SHOWN_FIRST = 6;
  private static final int SHOWN_LAST = 4;
  private static final int MIN_DIGITS = 13;

  private static final Set<String> CARDS = Set.of("card", "network_token");
  private static final Set<String> CVVS =
      Set.of("cvv", "cvc", "cvv2", "cvc2", "security_code", "cryptogram");
  private static final Set<String> SIGNS = Set.of("exp_month", "exp_year");

  private final ObjectNode body;
  private final IdentityHashMap<JsonNode, Secret> secrets = new IdentityHashMap<>();

  private CardMask(ObjectNode body) {
    this.body = body;
  }

  /**
   * What may not be kept of a card.
   *
   * @param number as it was sent, without blanks and hyphens; null if none was
   * @param cvv null if none was sent
   */
  record Secret(@Nullable String number, @Nullable String cvv) {
    @Override
    public String toString() {
      return HIDDEN;
    }
  }

  /** Masks a copy; the original is to be forgotten. */
  static CardMask of(ObjectNode original) {
    var mask = new CardMask(original.deepCopy());
    mask.walk(mask.body, false);
    return mask;
  }

  /** Masks a copy of a body that is a card itself. */
  static CardMask ofCard(ObjectNode original) {
    var mask = new CardMask(original.deepCopy());
    mask.walk(mask.body, true);
    return mask;
  }

  /** The body without any card's number and cvv. */
  ObjectNode body() {
    return body;
  }

  /**
   * What was taken out of a card.
   *
   * @param card the object as it stands in {@link #body()}, and no copy of it
   */
  Optional<Secret> secretOf(JsonNode card) {
    return Optional.ofNullable(secrets.get(card));
  }

  private void walk(JsonNode node, boolean card) {
    switch (node) {
      case ObjectNode object -> {
        if (card || isCard(object)) {
          take(object);
        }
        for (var field : object.properties()) {
          walk(field.getValue(), CARDS.contains(lower(field.getKey())));
        }
      }
      case ArrayNode array -> array.forEach(element -> walk(element, card));
      default -> {
        // Nothing is hidden in a scalar: its name told, above.
      }
    }
  }

  private static boolean isCard(ObjectNode object) {
    for (var field : object.properties()) {
      var name = lower(field.getKey());
      if (CVVS.contains(name) || SIGNS.contains(name)) {
        return true;
      }
    }
    return false;
  }

  private void take(ObjectNode card) {
    String number = null;
    String cvv = null;
    for (String name : names(card)) {
      var value = card.get(name);
      if (value.isNull()) {
        continue;
      }
      if (lower(name).equals("number")) {
        number = value.isValueNode() ? value.asText().replaceAll("[\\s-]", "") : "";
        card.put(name, masked(number));
      } else if (CVVS.contains(lower(name))) {
        cvv = value.isValueNode() ? value.asText().strip() : "";
        card.put(name, HIDDEN);
      }
    }
    if (number != null || cvv != null) {
      secrets.put(card, new Secret(number, cvv));
    }
  }

  private static List<String> names(ObjectNode object) {
    var names = new ArrayList<String>(object.size());
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String masked(String number) {
    if (!number.matches("\\d{" + MIN_DIGITS + ",}")) {
      // Whatever it is, too much of it would be shown.
      return HIDDEN;
    }
    int last = number.length() - SHOWN_LAST;
    return number.substring(0, SHOWN_FIRST)
        + "*".repeat(last - SHOWN_FIRST)
        + number.substring(last);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}

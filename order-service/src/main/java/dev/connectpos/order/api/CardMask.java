package dev.connectpos.order.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes cards out of JSON: of a number the first six and the last four digits stay, of a security
 * code and of a terminal's password nothing. Where cards are sent, whatever looks like one is
 * masked, whatever its name.
 */
final class CardMask {
  private static final Set<String> OF_CARDS =
      Set.of("payments", "payment", "credit_card", "card", "number");
  private static final Set<String> CODES =
      Set.of("cvv", "cvv2", "cvc", "security_code", "password");
  private static final Pattern BETWEEN = Pattern.compile("[\\s._/-]");
  private static final Pattern NUMBER = Pattern.compile("\\d{12,19}");
  private static final String HIDDEN = "****";
  private static final int FIRST = 6;
  private static final int LAST = 4;

  /**
   * Digits, with whatever between them: more than a phone has could be a number with a slip in it.
   */
  private static final int TOO_MANY = 10;

  private CardMask() {}

  static JsonNode masked(JsonNode node) {
    return masked(node, false);
  }

  private static JsonNode masked(JsonNode node, boolean ofCard) {
    return switch (node) {
      case ObjectNode object -> {
        var masked = JsonNodeFactory.instance.objectNode();
        for (var field : object.properties()) {
          var name = field.getKey().strip().toLowerCase(Locale.ROOT);
          if (!CODES.contains(name)) {
            masked.set(
                ofCard ? masked(field.getKey()) : field.getKey(),
                masked(field.getValue(), ofCard || OF_CARDS.contains(name)));
          }
        }
        yield masked;
      }
      case ArrayNode array -> {
        var masked = JsonNodeFactory.instance.arrayNode();
        array.forEach(element -> masked.add(masked(element, ofCard)));
        yield masked;
      }
      default -> {
        var text = node.asText();
        var other = ofCard ? masked(text) : text;
        yield other.equals(text) ? node : TextNode.valueOf(other);
      }
    };
  }

  private static String masked(String text) {
    var compact = BETWEEN.matcher(text).replaceAll("");
    if (NUMBER.matcher(compact).matches()) {
      return compact.substring(0, FIRST) + HIDDEN + compact.substring(compact.length() - LAST);
    }
    return compact.chars().filter(Character::isDigit).count() < TOO_MANY ? text : HIDDEN;
  }
}

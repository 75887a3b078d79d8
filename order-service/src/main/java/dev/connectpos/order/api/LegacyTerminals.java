package dev.connectpos.order.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * The incumbent's older form, in which an order names its terminal and payment in its metadata, all
 * of it text. It is the only one that the typed official SDKs can send. It means the same as {@code
 * poi_payment_settings}, which wins where both are there, and is kept as metadata as well.
 */
final class LegacyTerminals {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TERMINALS = "terminals";
  private static final String SERIALS = "SerialNumbers";

  /** Names as they were, and as they are. */
  private static final Map<String, String> SETTINGS =
      Map.of("orderDisplayName", "display_name", "printOrderReceipt", "print_order_receipt");

  private static final Map<String, String> SETUP =
      Map.of(
          "transactionType", "type",
          "installmentType", "installment_type",
          "installments", "installments",
          "installmentCount", "installments");

  private LegacyTerminals() {}

  /**
   * What the order's metadata says, as {@code poi_payment_settings} would; empty if it names no
   * terminals.
   */
  static Optional<Fields> in(Fields order) {
    var metadata = order.find("metadata").filter(JsonNode::isObject);
    if (metadata.isEmpty()) {
      return Optional.empty();
    }
    var old = order.object("metadata").orElseThrow();
    var terminals = old.find(TERMINALS);
    if (terminals.isEmpty()) {
      return Optional.empty();
    }
    var settings = JsonNodeFactory.instance.objectNode();
    settings.set("devices_serial_number", serials(old, terminals.get()));
    move(old, SETTINGS, settings);
    // That it is there makes the order a direct one, even if all of it is left to the operator.
    move(old, SETUP, settings.putObject("payment_setup"));
    return Optional.of(order.within("poi_payment_settings", settings));
  }

  private static JsonNode serials(Fields old, JsonNode terminals) {
    try {
      var read = terminals.isTextual() ? JSON.readTree(terminals.textValue()) : terminals;
      for (var field : read.properties()) {
        if (field.getKey().equalsIgnoreCase(SERIALS)) {
          return field.getValue();
        }
      }
    } catch (JsonProcessingException e) {
      // Complained of below, as what holds no serial numbers.
    }
    old.complain(TERMINALS, "The terminals field must be JSON with SerialNumbers, as text.");
    return NullNode.getInstance();
  }

  private static void move(Fields old, Map<String, String> names, ObjectNode to) {
    names.forEach((was, is) -> old.find(was).ifPresent(value -> to.set(is, value)));
  }
}

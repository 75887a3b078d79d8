package dev.connectpos.terminal.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import dev.connectpos.terminal.domain.ReceiptLine;
import java.util.ArrayList;
import java.util.List;

/** Column {@code open_order.receipt_lines}; the currency is the order's. */
final class ReceiptJson {
  private static final JsonMapper JSON = new JsonMapper();

  private ReceiptJson() {}

  static String write(List<ReceiptLine> lines) {
    ArrayNode array = JSON.createArrayNode();
    for (ReceiptLine line : lines) {
      array
          .addObject()
          .put("description", line.description())
          .put("quantity", line.quantity())
          .put("amount_minor", line.price().minor());
    }
    return array.toString();
  }

  static List<ReceiptLine> read(String json, Currency currency) {
    var lines = new ArrayList<ReceiptLine>();
    try {
      for (JsonNode line : JSON.readTree(json)) {
        lines.add(
            new ReceiptLine(
                line.path("description").textValue(),
                line.path("quantity").intValue(),
                new Money(line.path("amount_minor").longValue(), currency)));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("receipt_lines is no JSON", e);
    }
    return List.copyOf(lines);
  }
}

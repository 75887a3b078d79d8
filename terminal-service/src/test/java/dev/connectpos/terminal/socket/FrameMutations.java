package dev.connectpos.terminal.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectpos.terminal.socket.ProtocolDocument.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A frame with one field changed at a time, in every way that a rule of a field may tell. */
final class FrameMutations {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "x",
          "é",
          "0",
          "123",
          "1234",
          "12345678",
          "123456789",
          "12345678901234",
          "123456789012345",
          "2026-11-23",
          "2026-02-30",
          "2026-13-01",
          "20261123",
          "a\u0001",
          "a".repeat(32),
          "a".repeat(33),
          "a".repeat(64),
          "a".repeat(65),
          "0".repeat(16),
          "0".repeat(24),
          "0".repeat(25),
          "0".repeat(1026),
          "EMU1-1-abcdef-0001",
          "EMU1-1-abcde-0001",
          "EMU1-1-abcdef-001",
          "EMU1 -abcdef-0001");

  private final Set<String> words;

  /**
   * @param words of all closed lists
   */
  FrameMutations(Set<String> words) {
    this.words = words;
  }

  /** All of them, each with what was done. */
  Map<String, ObjectNode> of(ObjectNode frame, List<Shape> shapes, ProtocolDocument document) {
    var all = new LinkedHashMap<String, ObjectNode>();
    for (Shape shape : shapes) {
      if (shape.fits(frame)) {
        change(frame, List.of(), shape, document, all);
      }
    }
    return all;
  }

  private void change(
      ObjectNode frame,
      List<String> at,
      Shape shape,
      ProtocolDocument document,
      Map<String, ObjectNode> into) {
    for (var field : shape.fields().entrySet()) {
      String name = field.getKey();
      if (name.equals("type") && at.isEmpty()) {
        continue;
      }
      String path = String.join(".", at) + (at.isEmpty() ? "" : ".") + name;
      ObjectNode without = frame.deepCopy();
      object(without, at).remove(name);
      into.put(path + " absent", without);
      for (JsonNode value : values(field.getValue())) {
        // An optional field that is null is absent, which a schema has no short word for.
        if (!value.isNull() || shape.required().contains(name)) {
          ObjectNode changed = frame.deepCopy();
          object(changed, at).set(name, value);
          into.put(path + " = " + value, changed);
        }
      }
      if (object(frame, at).path(name).isObject()) {
        var inner = new ArrayList<>(at);
        inner.add(name);
        for (Shape one : document.shapes(field.getValue())) {
          change(frame, inner, one, document, into);
        }
      }
    }
  }

  private static ObjectNode object(ObjectNode frame, Collection<String> at) {
    JsonNode node = frame;
    for (String step : at) {
      node = node.path(step);
    }
    return (ObjectNode) node;
  }

  private List<JsonNode> values(JsonNode schema) {
    var values = new ArrayList<JsonNode>();
    values.add(JSON.nullNode());
    values.add(JSON.booleanNode(true));
    values.add(JSON.numberNode(1.5));
    values.add(JSON.objectNode());
    values.add(JSON.arrayNode());
    for (long number : new long[] {-1, 0, 1, 2, Long.MAX_VALUE}) {
      values.add(JSON.numberNode(number));
    }
    for (String bound : List.of("minimum", "maximum")) {
      if (schema.path(bound).isInt()) {
        values.add(JSON.numberNode(schema.path(bound).longValue() - 1));
        values.add(JSON.numberNode(schema.path(bound).longValue() + 1));
      }
    }
    TEXTS.forEach(text -> values.add(JSON.textNode(text)));
    words.forEach(word -> values.add(JSON.textNode(word)));
    return values;
  }
}

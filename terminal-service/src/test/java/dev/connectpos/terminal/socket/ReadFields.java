package dev.connectpos.terminal.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** An object that notes which of its fields are read, present or not. */
@SuppressWarnings({"serial", "unchecked", "overrides"}) // Lives as long as one call.
final class ReadFields extends ObjectNode {
  private final String prefix;
  private final Set<String> read;

  ReadFields(ObjectNode object, String prefix, Set<String> read) {
    super(JsonNodeFactory.instance);
    this.prefix = prefix;
    this.read = read;
    setAll(object);
  }

  @Override
  public JsonNode path(String field) {
    read.add(prefix + field);
    JsonNode value = super.path(field);
    return value instanceof ObjectNode object
        ? new ReadFields(object, prefix + field + ".", read)
        : value;
  }
}

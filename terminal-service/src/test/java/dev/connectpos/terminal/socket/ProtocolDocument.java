package dev.connectpos.terminal.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The AsyncAPI document of the protocol, as far as it can be compared with code. */
final class ProtocolDocument {
  private static final Path FILE =
      Path.of(
          System.getProperty("connect.module.dir", "."),
          "../docs/api/terminal-protocol.asyncapi.yaml");
  private static final String SCHEMAS = "/components/schemas";

  private final ObjectNode root;
  private final Map<String, JsonSchema> validators = new HashMap<>();

  ProtocolDocument(ObjectNode root) {
    this.root = root;
  }

  static ObjectNode read() {
    try {
      return (ObjectNode) new ObjectMapper(new YAMLFactory()).readTree(FILE.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A message.
   *
   * @param type its name, which is the {@code type} of its frames
   * @param pointer where it stands in the document
   */
  record Message(String type, String pointer, JsonNode payload, List<JsonNode> examples) {}

  /**
   * One way that a frame, or an object in it, may look.
   *
   * @param fields schemas by name
   * @param required those that are always there
   */
  record Shape(Map<String, JsonNode> fields, Set<String> required) {

    Shape and(Shape other) {
      var all = new LinkedHashMap<>(fields);
      all.putAll(other.fields);
      var always = new TreeSet<>(required);
      always.addAll(other.required);
      return new Shape(all, always);
    }

    /** Whether the fields that have one fixed value here have it there. */
    boolean fits(JsonNode object) {
      return fields.entrySet().stream()
          .allMatch(
              field ->
                  !field.getValue().has("const")
                      || field.getValue().path("const").equals(object.path(field.getKey())));
    }
  }

  /** Messages that the server receives, or those that it sends, by type. */
  Map<String, Message> messages(boolean received) {
    var messages = new TreeMap<String, Message>();
    for (JsonNode operation : root.path("operations")) {
      boolean receives = operation.path("action").asText().equals("receive");
      JsonNode half = receives == received ? operation : operation.path("reply");
      for (JsonNode reference : half.path("messages")) {
        Message message = message(reference);
        messages.put(message.type, message);
      }
    }
    return messages;
  }

  /** All that the channel carries. */
  Set<String> channelTypes() {
    var types = new TreeSet<String>();
    for (JsonNode reference : root.at("/channels/terminal/messages")) {
      types.add(message(reference).type);
    }
    return types;
  }

  private Message message(JsonNode reference) {
    String pointer = reference.path("$ref").asText().substring(1);
    JsonNode target = root.at(pointer);
    if (target.has("$ref")) {
      return message(target);
    }
    var examples = new ArrayList<JsonNode>();
    target.path("examples").forEach(example -> examples.add(example.path("payload")));
    return new Message(target.path("name").asText(), pointer, target.path("payload"), examples);
  }

  /** Why a frame is not one of the message's; nothing if it is. */
  List<String> faults(Message message, JsonNode frame) {
    return validators.computeIfAbsent(message.pointer, this::validator).validate(frame).stream()
        .map(Object::toString)
        .toList();
  }

  private JsonSchema validator(String pointer) {
    ObjectNode schema = root.objectNode();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.set("components", root.path("components"));
    schema.putArray("allOf").addObject().put("$ref", "#" + pointer + "/payload");
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
  }

  /** Follows references. */
  JsonNode resolved(JsonNode schema) {
    return schema.has("$ref")
        ? resolved(root.at(schema.path("$ref").asText().substring(1)))
        : schema;
  }

  /** All the ways that an object of a schema may look. */
  List<Shape> shapes(JsonNode reference) {
    JsonNode schema = resolved(reference);
    var fields = new LinkedHashMap<String, JsonNode>();
    schema
        .path("properties")
        .properties()
        .forEach(p -> fields.put(p.getKey(), resolved(p.getValue())));
    var required = new TreeSet<String>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    List<Shape> shapes = List.of(new Shape(fields, required));
    for (JsonNode part : schema.path("allOf")) {
      shapes = product(shapes, shapes(part));
    }
    if (schema.has("oneOf")) {
      var any = new ArrayList<Shape>();
      schema.path("oneOf").forEach(one -> any.addAll(shapes(one)));
      shapes = product(shapes, any);
    }
    return shapes;
  }

  private static List<Shape> product(List<Shape> some, List<Shape> others) {
    return some.stream().flatMap(one -> others.stream().map(one::and)).toList();
  }

  /** The words of each closed list, by the name of its schema. */
  Map<String, Set<String>> words() {
    var words = new TreeMap<String, Set<String>>();
    root.at(SCHEMAS)
        .properties()
        .forEach(
            schema -> {
              if (schema.getValue().has("enum")) {
                var list = new TreeSet<String>();
                schema.getValue().path("enum").forEach(word -> list.add(word.asText()));
                words.put(schema.getKey(), list);
              }
            });
    return words;
  }

  /** How many lists of words there are anywhere, named ones included. */
  int lists() {
    return root.findValues("enum").size();
  }

  /** The values that a field has in the alternatives of a schema. */
  Set<String> values(String schema, String field) {
    var values = new TreeSet<String>();
    for (Shape shape : shapes(root.at(SCHEMAS + "/" + schema))) {
      values.add(shape.fields.getOrDefault(field, root.missingNode()).path("const").asText());
    }
    return values;
  }

  /** Close codes with their texts. */
  Set<String> closeCodes() {
    var codes = new TreeSet<String>();
    root.at("/channels/terminal/x-close-codes")
        .properties()
        .forEach(code -> codes.add(code.getKey() + " " + code.getValue().path("text").asText()));
    return codes;
  }
}

package dev.connectpos.order.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectpos.order.domain.OperationType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object, read as the incumbent's clients write: names in any case, booleans and numbers
 * as strings too, null for what is absent, unknown fields ignored. What cannot be understood is
 * complained of by its dotted path.
 */
final class Fields {
  static final int MAX_INSTALLMENTS = 24;

  private final JsonNode node;
  private final String path;
  private final Complaints complaints;

  Fields(JsonNode node, String path, Complaints complaints) {
    this.node = node;
    this.path = path;
    this.complaints = complaints;
  }

  /** A body whose fields are named without a prefix. */
  static Fields of(JsonNode body, Complaints complaints) {
    return new Fields(body, "", complaints);
  }

  String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  void complain(String name, String rule) {
    complaints.add(path(name), rule);
  }

  /** The field, if it is there and not null. */
  Optional<JsonNode> find(String name) {
    var exact = node.get(name);
    if (exact != null) {
      return exact.isNull() ? Optional.empty() : Optional.of(exact);
    }
    for (var field : node.properties()) {
      if (field.getKey().equalsIgnoreCase(name) && !field.getValue().isNull()) {
        return Optional.of(field.getValue());
      }
    }
    return Optional.empty();
  }

  boolean has(String name) {
    return find(name).isPresent();
  }

  /** Whether the field is there, and null. */
  boolean isNull(String name) {
    return node.properties().stream()
        .anyMatch(field -> field.getKey().equalsIgnoreCase(name) && field.getValue().isNull());
  }

  /** A text of at most so many characters; null if absent or blank. */
  @Nullable String text(String name, int maxLength) {
    var found = find(name);
    if (found.isEmpty()) {
      return null;
    }
    return text(found.get(), name, maxLength);
  }

  /** A text that must be there; empty, and complained of, if it is not. */
  String requiredText(String name, int maxLength) {
    var found = find(name);
    if (found.isEmpty()) {
      required(name);
      return "";
    }
    var text = text(found.get(), name, maxLength);
    if (text == null && found.get().isValueNode()) {
      required(name);
    }
    return text == null ? "" : text;
  }

  /** A boolean, also as text. */
  boolean flag(String name, boolean whenAbsent) {
    var found = find(name);
    if (found.isEmpty() || isBlank(found.get())) {
      return whenAbsent;
    }
    var value = found.get();
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    var text = value.isTextual() ? value.textValue().strip().toLowerCase(Locale.ROOT) : "";
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    complain(name, "The " + name + " field must be true or false.");
    return whenAbsent;
  }

  /** An integer within bounds, also as text; null, and complained of, if it is something else. */
  @Nullable Long integer(String name, long min, long max) {
    var found = find(name);
    if (found.isEmpty() || isBlank(found.get())) {
      return null;
    }
    var number = integer(found.get());
    if (number == null) {
      complain(name, "The " + name + " field must be an integer.");
      return null;
    }
    if (number < min || number > max) {
      complain(name, "The field " + name + " must be between " + min + " and " + max + ".");
      return null;
    }
    return number;
  }

  /** An integer that must be there; the lower bound, and complained of, if it is not. */
  long requiredInteger(String name, long min, long max) {
    var found = find(name);
    if (found.isEmpty() || isBlank(found.get())) {
      required(name);
      return min;
    }
    var number = integer(name, min, max);
    return number == null ? min : number;
  }

  /** An object; empty if absent, and complained of if it is something else. */
  Optional<Fields> object(String name) {
    var found = find(name);
    if (found.isPresent() && !found.get().isObject()) {
      complain(name, "The " + name + " field must be an object.");
      return Optional.empty();
    }
    return found.map(value -> new Fields(value, path(name), complaints));
  }

  /** An object that stands for a field of this one. */
  Fields within(String name, ObjectNode value) {
    return new Fields(value, path(name), complaints);
  }

  /** The names and values of this object. */
  ObjectNode entries() {
    return (ObjectNode) node;
  }

  void required(String name) {
    complain(name, "The " + name + " field is required.");
  }

  /** One of the words, in any case; null if absent or blank, or complained of. */
  @Nullable String oneOf(String name, List<String> words) {
    var text = text(name, 64);
    if (text == null) {
      return null;
    }
    var word = text.strip().toLowerCase(Locale.ROOT);
    if (words.contains(word)) {
      return word;
    }
    complain(name, "The " + name + " field must be one of: " + String.join(", ", words) + ".");
    return null;
  }

  /** How a sale is captured, if that is said. */
  Optional<OperationType> operationType() {
    return Optional.ofNullable(
            oneOf("operation_type", List.of("auth_and_capture", "auth_only", "pre_auth")))
        .map(word -> OperationType.valueOf(word.toUpperCase(Locale.ROOT)));
  }

  /** In how many parts a sale is paid; 1 if that is not said. */
  int installments() {
    var count = integer("installments", 1, MAX_INSTALLMENTS);
    return count == null ? 1 : count.intValue();
  }

  /** What card networks print: visible ASCII characters and spaces. */
  @Nullable String descriptor(int maxLength) {
    var text = text("statement_descriptor", maxLength);
    if (text != null && !text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      complain("statement_descriptor", "The statement_descriptor field must be printable ASCII.");
    }
    return text;
  }

  /** Complains of any currency but the real. */
  void refuseUnlessBrl() {
    var currency = text("currency", 3);
    if (currency != null && !currency.equalsIgnoreCase("BRL")) {
      complain("currency", "The currency field must be BRL.");
    }
  }

  /** Complains of a payment that is to be split. */
  void refuseSplit(String name) {
    if (find(name).filter(split -> !split.isEmpty()).isPresent()) {
      complain(name, "Splitting a payment is not supported.");
    }
  }

  /** A scalar as text; null if it is blank, or complained of. */
  @Nullable String text(JsonNode value, String name, int maxLength) {
    if (!value.isValueNode()) {
      complain(name, "The " + name + " field must be a string.");
      return null;
    }
    var text = value.asText();
    if (text.isBlank()) {
      return null;
    }
    if (text.codePointCount(0, text.length()) > maxLength) {
      complain(name, "The field " + name + " must have at most " + maxLength + " characters.");
      return null;
    }
    if (!isStorable(text)) {
      complain(name, "The field " + name + " has characters that are not text.");
      return null;
    }
    return text;
  }

  /** PostgreSQL keeps every text but one with a zero character or half a surrogate pair. */
  static boolean isStorable(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
  }

  private static boolean isBlank(JsonNode value) {
    return value.isTextual() && value.textValue().isBlank();
  }

  private static @Nullable Long integer(JsonNode value) {
    if (value.isIntegralNumber()) {
      // Beyond long is beyond every bound, too.
      return value.canConvertToLong() ? value.longValue() : beyond(value);
    }
    if (value.isTextual() && value.textValue().strip().matches("-?\\d{1,18}")) {
      return Long.valueOf(value.textValue().strip());
    }
    return null;
  }

  private static long beyond(JsonNode value) {
    return value.bigIntegerValue().signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }
}

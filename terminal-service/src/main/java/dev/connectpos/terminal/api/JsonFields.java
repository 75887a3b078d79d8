package dev.connectpos.terminal.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;
import java.util.regex.Pattern;

/** The fields of a body, read strictly: what is wrong is named. */
final class JsonFields {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final int MAX_LENGTH = 64 * 1024;

  private final JsonNode body;

  private JsonFields(JsonNode body) {
    this.body = body;
  }

  static JsonFields of(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new Problem(413, "body_too_large", "The body is above 64 KiB").exception();
    }
    return ofLarge(text);
  }

  /** Of a body as large as the server takes one. */
  static JsonFields ofLarge(String text) {
    JsonNode body;
    try {
      body = JSON.readTree(text);
    } catch (JsonProcessingException _) {
      throw new Problem(400, "malformed_json", "The body is not JSON").exception();
    }
    if (!body.isObject()) {
      throw new Problem(400, "malformed_json", "The body is not a JSON object").exception();
    }
    return new JsonFields(body);
  }

  String text(String field, Pattern pattern) {
    JsonNode value = present(field);
    if (!value.isTextual() || !pattern.matcher(value.textValue()).matches()) {
      throw Problem.invalid(field).exception();
    }
    return value.textValue();
  }

  /** A text of any form. */
  String text(String field) {
    JsonNode value = present(field);
    if (!value.isTextual()) {
      throw Problem.invalid(field).exception();
    }
    return value.textValue();
  }

  int number(String field) {
    JsonNode value = present(field);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw Problem.invalid(field).exception();
    }
    return value.intValue();
  }

  boolean truth(String field) {
    JsonNode value = present(field);
    if (!value.isBoolean()) {
      throw Problem.invalid(field).exception();
    }
    return value.booleanValue();
  }

  /** A word, in the case that the wire has it. */
  <E extends Enum<E>> E word(String field, Class<E> words, boolean lowerCase) {
    JsonNode value = present(field);
    for (E word : words.getEnumConstants()) {
      String wire = lowerCase ? word.name().toLowerCase(Locale.ROOT) : word.name();
      if (value.isTextual() && wire.equals(value.textValue())) {
        return word;
      }
    }
    throw Problem.invalid(field).exception();
  }

  private JsonNode present(String field) {
    JsonNode value = body.path(field);
    if (value.isMissingNode() || value.isNull()) {
      throw Problem.missing(field).exception();
    }
    return value;
  }
}

package dev.connectpos.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads a field out of a frame. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** The field's text, or nothing. */
  static String text(String json, String field) {
    return at(json, "/" + field);
  }

  /** The text at a JSON pointer, or nothing. */
  static String at(String json, String pointer) {
    try {
      return MAPPER.readTree(json).at(pointer).asText("");
    } catch (JsonProcessingException e) {
      return "";
    }
  }
}

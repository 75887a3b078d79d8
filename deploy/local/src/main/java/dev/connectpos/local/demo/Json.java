package dev.connectpos.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads a field out of a frame. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** The field's text, or nothing. */
  static String text(String json, String field) {
    try {
      return MAPPER.readTree(json).path(field).asText("");
    } catch (JsonProcessingException e) {
      return "";
    }
  }
}

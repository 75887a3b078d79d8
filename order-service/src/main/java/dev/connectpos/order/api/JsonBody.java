package dev.connectpos.order.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object that a request carries.
 *
 * @param json empty if there was no body
 */
record JsonBody(ObjectNode json) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  /** That of a call that takes none. */
  static final JsonBody NONE = new JsonBody(JsonNodeFactory.instance.objectNode());

  /**
   * Reads a body that must be there.
   *
   * @throws Refusal if it is not JSON, or no object
   */
  static JsonBody required(byte[] bytes) {
    if (bytes.length == 0) {
      throw Refusal.of(400, "malformed_json", "The request has no body.");
    }
    return read(bytes);
  }

  /**
   * Reads a body that may be missing.
   *
   * @throws Refusal if it is there and not JSON, or no object
   */
  static JsonBody optional(byte[] bytes) {
    return bytes.length == 0 ? NONE : read(bytes);
  }

  private static JsonBody read(byte[] bytes) {
    JsonNode node;
    try {
      node = JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      var where =
          at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
      throw Refusal.of(400, "malformed_json", "The request body is not valid JSON" + where + ".");
    } catch (IOException e) {
      throw Refusal.of(400, "malformed_json", "The request body is not text.");
    }
    if (node instanceof ObjectNode object) {
      return new JsonBody(object);
    }
    throw Refusal.of(400, "malformed_json", "The request body must be a JSON object.");
  }

  /**
   * What a reader makes of it.
   *
   * @throws Refusal if it complains of anything
   */
  <T extends @Nullable Object> T readBy(BiFunction<JsonNode, Complaints, T> reader) {
    var complaints = new Complaints();
    var read = reader.apply(json, complaints);
    if (!complaints.none()) {
      throw Refusal.invalid(complaints, this);
    }
    return read;
  }

  /**
   * The body as it may be given back with complaints about it: the caller's own words, but card
   * data shall not go round even so. Of a card's number the first six and the last four digits
   * stay, of its code nothing.
   */
  JsonNode echo() {
    return CardMask.masked(json);
  }

  /** Lower-case hex of the SHA-256 of the echoed body with all names sorted. */
  String sha256() {
    try {
      // Through a map, for only maps are written in order of their names.
      var sorted = JSON.writeValueAsBytes(JSON.treeToValue(echo(), Object.class));
      return hex(sorted);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read can be written", e);
    }
  }

  static String sha256(String text) {
    return hex(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

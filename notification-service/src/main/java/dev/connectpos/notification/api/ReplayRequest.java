package dev.connectpos.notification.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectpos.notification.application.Ranges.Range;
import dev.connectpos.notification.application.Ranges.Which;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The body of a replay by range. */
final class ReplayRequest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Later than anything that is kept. */
  private static final Instant OPEN_END = Instant.parse("9999-01-01T00:00:00Z");

  private ReplayRequest() {}

  static Range parse(byte[] bytes) {
    ObjectNode body = object(bytes);
    Map<String, List<String>> errors = new LinkedHashMap<>();
    if (body.path("since").asText("").isEmpty()) {
      errors.put("since", List.of("The since field is required."));
    }
    Instant since = instant(body, "since", Instant.EPOCH, errors);
    Instant until = instant(body, "until", OPEN_END, errors);
    Which which = which(body.path("status").asText("all"), errors);
    if (!errors.isEmpty()) {
      throw new RefusedException(RefusedException.Code.INVALID_REQUEST, errors, body);
    }
    return new Range(since, until, which, body.path("after").asText(""));
  }

  private static Which which(String status, Map<String, List<String>> errors) {
    return switch (status) {
      case "all" -> Which.ALL;
      case "failed" -> Which.FAILED;
      case "missing" -> Which.MISSING;
      default -> {
        errors.put("status", List.of("The status field must be failed, missing or all."));
        yield Which.ALL;
      }
    };
  }

  private static ObjectNode object(byte[] bytes) {
    try {
      if (JSON.readTree(bytes) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException _) {
      // Not JSON at all; said below.
    }
    throw new RefusedException(RefusedException.Code.NOT_JSON);
  }

  private static Instant instant(
      ObjectNode body, String name, Instant absent, Map<String, List<String>> errors) {
    JsonNode node = body.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return absent;
    }
    try {
      return Instant.parse(node.asText(""));
    } catch (DateTimeException _) {
      errors.putIfAbsent(
          name, List.of("The " + name + " field must be an instant, 2026-01-31T12:00:00Z."));
      return absent;
    }
  }
}

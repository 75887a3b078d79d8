package dev.connectpos.e2e.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request body: {@code -} for none, text as it is, or {@code @name path=value path~} for the file
 * {@code conformance/name.json} with a value set or a field taken away.
 */
final class Body {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Body() {}

  /** The text to send, or null for no body. */
  static @Nullable String of(String form) {
    if (form.equals("-")) {
      return null;
    }
    if (!form.startsWith("@")) {
      return form;
    }
    String[] parts = form.substring(1).split(" (?=[A-Za-z_.\\[\\]0-9]+[=~])", -1);
    try {
      JsonNode body = JSON.readTree(template(parts[0].strip()));
      for (int i = 1; i < parts.length; i++) {
        change(body, parts[i].strip());
      }
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(form, e);
    }
  }

  /** The node at a dotted path, or a missing one. */
  static JsonNode at(JsonNode root, String path) {
    JsonNode node = root;
    for (String step : steps(path)) {
      node = step.startsWith("[") ? node.path(index(step)) : node.path(step);
    }
    return node;
  }

  private static void change(JsonNode body, String change) throws JsonProcessingException {
    if (change.endsWith("~")) {
      String path = change.substring(0, change.length() - 1);
      String parent = path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "";
      ((ObjectNode) at(body, parent)).remove(path.substring(path.lastIndexOf('.') + 1));
      return;
    }
    String path = change.substring(0, change.indexOf('='));
    JsonNode value = JSON.readTree(change.substring(change.indexOf('=') + 1));
    List<String> steps = steps(path);
    JsonNode node = body;
    for (String step : steps.subList(0, steps.size() - 1)) {
      node = step.startsWith("[") ? node.path(index(step)) : inside((ObjectNode) node, step);
    }
    String last = steps.getLast();
    if (last.startsWith("[")) {
      ((ArrayNode) node).set(index(last), value);
    } else {
      ((ObjectNode) node).set(last, value);
    }
  }

  private static JsonNode inside(ObjectNode node, String name) {
    return node.has(name) ? node.path(name) : node.putObject(name);
  }

  private static List<String> steps(String path) {
    var steps = new ArrayList<String>();
    for (String name : path.split("\\.", -1)) {
      int bracket = name.indexOf('[');
      String plain = bracket < 0 ? name : name.substring(0, bracket);
      if (!plain.isEmpty()) {
        steps.add(plain);
      }
      if (bracket >= 0) {
        steps.add(name.substring(bracket));
      }
    }
    return steps;
  }

  private static int index(String step) {
    return Integer.parseInt(step.substring(1, step.length() - 1));
  }

  private static String template(String name) {
    try (var file = Body.class.getResourceAsStream("/conformance/" + name + ".json")) {
      if (file == null) {
        throw new IllegalStateException("conformance/" + name + ".json is missing");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

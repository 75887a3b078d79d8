package dev.connectpos.notification.api;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectpos.notification.application.Endpoints.NewEndpoint;
import dev.connectpos.notification.application.TargetPolicy;
import dev.connectpos.notification.domain.EventFilter;
import dev.connectpos.notification.domain.HookType;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The body of {@code POST /core/v5/hooks/endpoints}, checked field by field so that each fault is
 * named by its path. Where webhooks may go is the {@link TargetPolicy}'s to say.
 */
final class EndpointRequest {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final int MAX_URL_CHARS = 2048;

  private final ObjectNode body;
  private final TargetPolicy targets;
  private final Map<String, List<String>> errors = new LinkedHashMap<>();

  private EndpointRequest(ObjectNode body, TargetPolicy targets) {
    this.body = body;
    this.targets = targets;
  }

  /**
   * @throws RefusedException if it is no JSON object, or anything in it is wrong
   */
  static NewEndpoint parse(byte[] bytes, TargetPolicy targets) {
    return new EndpointRequest(object(bytes), targets).checked();
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

  private NewEndpoint checked() {
    String url = url();
    List<HookType> types = types();
    Optional<String> secret = secret();
    if (!errors.isEmpty()) {
      ObjectNode echo = body.deepCopy();
      echo.remove("secret");
      throw new RefusedException(RefusedException.Code.INVALID_REQUEST, errors, echo);
    }
    return new NewEndpoint(url, new EventFilter(types), secret);
  }

  private String url() {
    JsonNode node = body.path("url");
    if (!node.isTextual() || node.textValue().isBlank()) {
      return wrong("url", "The url field is required and must be a string.");
    }
    String text = node.textValue();
    if (text.length() > MAX_URL_CHARS) {
      return wrong("url", "The url field must have at most " + MAX_URL_CHARS + " characters.");
    }
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (!scheme.equals("http") && !scheme.equals("https")) {
        return wrong("url", "The url field must be an absolute http or https address.");
      }
      if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
        return wrong("url", "The url field must name a host, and a port from 1 to 65535 if any.");
      }
      if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
        return wrong("url", "The url field must have no user information and no fragment.");
      }
      return targets.fault(text).map(fault -> wrong("url", fault)).orElse(text);
    } catch (URISyntaxException e) {
      return wrong("url", "The url field must be an absolute http or https address.");
    }
  }

  private List<HookType> types() {
    JsonNode node = body.path("events");
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    if (!node.isArray()) {
      wrong("events", "The events field must be a list of event types.");
      return List.of();
    }
    var types = new ArrayList<HookType>();
    for (int i = 0; i < node.size(); i++) {
      String path = "events[" + i + "]";
      JsonNode item = node.get(i);
      Optional<HookType> type = item.isTextual() ? HookType.of(item.textValue()) : Optional.empty();
      type.ifPresentOrElse(types::add, () -> wrong(path, "This event type is not known."));
    }
    return types;
  }

  private Optional<String> secret() {
    JsonNode node = body.path("secret");
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isTextual() || !isSecret(node.textValue())) {
      wrong("secret", "The secret field must be whsec_ and the base64 of 24 to 64 bytes.");
      return Optional.empty();
    }
    return Optional.of(node.textValue());
  }

  private static boolean isSecret(String text) {
    if (!text.startsWith("whsec_")) {
      return false;
    }
    try {
      int bytes = Base64.getDecoder().decode(text.substring("whsec_".length())).length;
      return bytes >= 24 && bytes <= 64;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private String wrong(String path, String message) {
    errors.put(path, List.of(message));
    return "";
  }
}

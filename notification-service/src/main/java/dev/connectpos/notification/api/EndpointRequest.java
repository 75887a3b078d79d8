package dev.connectpos.notification.api;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectpos.notification.application.Endpoints.BasicChange;
import dev.connectpos.notification.application.Endpoints.Change;
import dev.connectpos.notification.application.Endpoints.NewEndpoint;
import dev.connectpos.notification.application.TargetPolicy;
import dev.connectpos.notification.domain.EventFilter;
import dev.connectpos.notification.domain.HookType;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The bodies that make or change an endpoint, checked field by field so that each fault is named by
 * its path. Where webhooks may go is the {@link TargetPolicy}'s to say.
 */
final class EndpointRequest {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final int MAX_URL_CHARS = 2048;
  private static final int MAX_BASIC_CHARS = 512;
  private static final int MAX_OVERLAP_HOURS = 168;

  /** How long the secret before signs beside a new one. */
  static final Duration DEFAULT_OVERLAP = Duration.ofHours(24);

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

  /** What a change may name; what it leaves out stays. */
  static Change parseChange(byte[] bytes, TargetPolicy targets) {
    return new EndpointRequest(object(bytes), targets).checkedChange();
  }

  /**
   * The new secret and the time that the old one has left.
   *
   * @param secret to be generated if there is none
   */
  record Rotation(Optional<String> secret, Duration overlap) {}

  /** An empty body is one without fields. */
  static Rotation parseRotation(byte[] bytes, TargetPolicy targets) {
    var request =
        new EndpointRequest(bytes.length == 0 ? JSON.createObjectNode() : object(bytes), targets);
    var rotation = new Rotation(request.secret(), request.overlap());
    request.refuseIfWrong();
    return rotation;
  }

  private Change checkedChange() {
    Optional<String> url = body.has("url") ? Optional.of(url()) : Optional.empty();
    Optional<EventFilter> filter =
        body.has("events") ? Optional.of(new EventFilter(types())) : Optional.empty();
    BasicChange basic =
        body.has("basic_auth")
            ? basic().<BasicChange>map(BasicChange.Set::new).orElseGet(BasicChange.Remove::new)
            : new BasicChange.Keep();
    refuseIfWrong();
    return new Change(url, filter, basic);
  }

  private void refuseIfWrong() {
    if (!errors.isEmpty()) {
      ObjectNode echo = body.deepCopy();
      echo.remove(List.of("secret", "basic_auth"));
      throw new RefusedException(RefusedException.Code.INVALID_REQUEST, errors, echo);
    }
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
    Optional<String> basic = basic();
    refuseIfWrong();
    return new NewEndpoint(url, new EventFilter(types), secret, basic);
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

  /** User and password with a colon between, as HTTP Basic has them: the user has none. */
  private Optional<String> basic() {
    JsonNode node = body.path("basic_auth");
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    String user = node.path("user").asText("");
    String password = node.path("password").asText("");
    String both = user + ":" + password;
    boolean printable = both.chars().noneMatch(Character::isISOControl);
    if (user.isEmpty() || user.contains(":") || both.length() > MAX_BASIC_CHARS || !printable) {
      wrong("basic_auth", "The basic_auth field must have a user without a colon and a password.");
      return Optional.empty();
    }
    return Optional.of(both);
  }

  private Duration overlap() {
    JsonNode node = body.path("overlap_hours");
    if (node.isMissingNode() || node.isNull()) {
      return DEFAULT_OVERLAP;
    }
    if (!node.isIntegralNumber() || node.longValue() < 0 || node.longValue() > MAX_OVERLAP_HOURS) {
      wrong("overlap_hours", "The overlap_hours field must be a number from 0 to 168.");
      return DEFAULT_OVERLAP;
    }
    return Duration.ofHours(node.longValue());
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

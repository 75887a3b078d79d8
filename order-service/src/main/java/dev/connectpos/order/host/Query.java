package dev.connectpos.order.host;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The query of an internal route. What somebody typed reaches it encoded. */
final class Query {
  private final StringJoiner text = new StringJoiner("&", "?", "").setEmptyValue("");

  private Query() {}

  static Query of() {
    return new Query();
  }

  /** Adds a parameter, unless there is none. */
  Query and(String name, @Nullable Object value) {
    if (value != null) {
      text.add(name + "=" + encoded(value.toString()));
    }
    return this;
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}

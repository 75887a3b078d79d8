package dev.connectpos.order.host;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.order.application.PeerUnreachableException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that another service answered, field by field. Where a field is missing that has to
 * be there, or is something else, nobody can tell: nothing is made up.
 *
 * @param peer whose words they are, for people
 */
record AnswerBody(String peer, JsonNode json) {

  /** A text that has to be there, and says something. */
  String text(String name) {
    var text = textIfSaid(name);
    if (text == null || text.isEmpty()) {
      throw new PeerUnreachableException(peer);
    }
    return text;
  }

  /** A text that may be there. */
  @Nullable String textIfSaid(String name) {
    var value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isValueNode()) {
      throw new PeerUnreachableException(peer);
    }
    return value.asText();
  }

  /** A whole number that has to be there. */
  long number(String name) {
    var value = json.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new PeerUnreachableException(peer);
    }
    return value.longValue();
  }

  /** A small whole number that has to be there. */
  int count(String name) {
    var value = json.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new PeerUnreachableException(peer);
    }
    return value.intValue();
  }

  /** A yes or a no that has to be there. */
  boolean flag(String name) {
    var value = json.path(name);
    if (!value.isBoolean()) {
      throw new PeerUnreachableException(peer);
    }
    return value.booleanValue();
  }

  /** An instant that may be there. */
  @Nullable Instant instantIfSaid(String name) {
    return textIfSaid(name) == null ? null : instant(name);
  }

  Instant instant(String name) {
    return parsed(name, Instant::parse);
  }

  LocalDate day(String name) {
    return parsed(name, LocalDate::parse);
  }

  /** An object that has to be there. */
  AnswerBody object(String name) {
    var value = json.path(name);
    if (!value.isObject()) {
      throw new PeerUnreachableException(peer);
    }
    return new AnswerBody(peer, value);
  }

  /** A list of texts that has to be there. */
  List<String> strings(String name) {
    var value = json.path(name);
    if (!value.isArray()) {
      throw new PeerUnreachableException(peer);
    }
    var texts = new ArrayList<String>();
    for (JsonNode element : value) {
      if (!element.isTextual()) {
        throw new PeerUnreachableException(peer);
      }
      texts.add(element.textValue());
    }
    return texts;
  }

  /** What the elements of an array are, which has to be there. */
  <T> List<T> each(String name, Function<AnswerBody, T> what) {
    var value = json.path(name);
    if (!value.isArray()) {
      throw new PeerUnreachableException(peer);
    }
    var each = new ArrayList<T>();
    value.forEach(element -> each.add(what.apply(new AnswerBody(peer, element))));
    return each;
  }

  /** The names and texts of an object that may be there. */
  SortedMap<String, String> texts(String name) {
    var texts = new TreeMap<String, String>();
    json.path(name)
        .properties()
        .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
    return texts;
  }

  private <T> T parsed(String name, Function<String, T> parser) {
    try {
      return parser.apply(text(name));
    } catch (DateTimeException _) {
      throw new PeerUnreachableException(peer);
    }
  }
}

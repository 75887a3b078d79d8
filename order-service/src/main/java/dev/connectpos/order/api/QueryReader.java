package dev.connectpos.order.api;

import dev.connectpos.order.application.ListStore.Period;
import dev.connectpos.order.application.ListStore.Slice;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The query of a list, read as bodies are: names in any case, blanks are absent, unknown names
 * ignored. What cannot be understood is complained of by its name; a size that is too large is,
 * too, for a shorter page than asked for would look like the last one.
 */
final class QueryReader {
  static final int DEFAULT_SIZE = 10;
  static final int MAX_SIZE = 100;

  private static final int MAX_TEXT = 256;

  private final MultivaluedMap<String, String> parameters;
  private final Complaints complaints = new Complaints();

  QueryReader(MultivaluedMap<String, String> parameters) {
    this.parameters = parameters;
  }

  /** A text; null if absent or blank. */
  @Nullable String text(String name) {
    var found = find(name);
    if (found.isEmpty()) {
      return null;
    }
    var text = found.get();
    if (text.length() > MAX_TEXT || !Fields.isStorable(text)) {
      complaints.add(name, "The " + name + " field must be text of at most 256 characters.");
      return null;
    }
    return text;
  }

  /** One of the words, in any case; null if absent or blank, or complained of. */
  @Nullable String oneOf(String name, List<String> words) {
    var text = text(name);
    if (text == null) {
      return null;
    }
    var word = text.strip().toLowerCase(Locale.ROOT);
    if (words.contains(word)) {
      return word;
    }
    complaints.add(
        name, "The " + name + " field must be one of: " + String.join(", ", words) + ".");
    return null;
  }

  /** Which page. */
  Slice slice() {
    return new Slice(
        integer("page", 1, Integer.MAX_VALUE), integer("size", DEFAULT_SIZE, MAX_SIZE));
  }

  /** When it was created; the end is part of it. */
  Period created() {
    var since = time("created_since");
    var until = time("created_until");
    return new Period(since == null ? null : since.from(), until == null ? null : until.upTo());
  }

  /** A number; null if absent. */
  @Nullable Integer number(String name, int max) {
    return find(name).isEmpty() ? null : Integer.valueOf(integer(name, 1, max));
  }

  /** The day, or the first of those it names; null if absent. */
  @Nullable LocalDate firstDay(String name) {
    var span = time(name);
    return span == null ? null : LocalDate.ofInstant(span.from(), ZoneOffset.UTC);
  }

  /** The day, or the last of those it names; null if absent. */
  @Nullable LocalDate lastDay(String name) {
    var span = time(name);
    return span == null ? null : LocalDate.ofInstant(span.upTo().minusNanos(1), ZoneOffset.UTC);
  }

  /**
   * To be called when all is read.
   *
   * @throws Refusal if there were complaints
   */
  void refuseIfWrong() {
    if (!complaints.none()) {
      throw Refusal.invalid(complaints);
    }
  }

  private int integer(String name, int whenAbsent, int max) {
    var found = find(name);
    if (found.isEmpty()) {
      return whenAbsent;
    }
    var text = found.get().strip();
    long number = text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    if (number < 1 || number > max) {
      complaints.add(name, "The field " + name + " must be between 1 and " + max + ".");
      return whenAbsent;
    }
    return (int) number;
  }

  private @Nullable TimeSpan time(String name) {
    var found = find(name);
    if (found.isEmpty()) {
      return null;
    }
    var span = TimeSpan.read(found.get());
    if (span.isEmpty()) {
      complaints.add(
          name,
          "The " + name + " field must be a time, such as 2026-11-23T14:03:09Z or 2026-11-23.");
      return null;
    }
    return span.get();
  }

  private Optional<String> find(String name) {
    return parameters.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .flatMap(entry -> entry.getValue().stream())
        .filter(value -> !value.isBlank())
        .findFirst();
  }
}

package dev.connectpos.acquirer.api;

import dev.connectpos.acquirer.application.AffiliationReports.Position;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Query parameters of lists; what is malformed names its parameter. */
final class Queries {
  private static final int DEFAULT_SIZE = 10;
  private static final int MAX_SIZE = 1000;
  private static final String SEPARATOR = "|";

  private Queries() {}

  /** Rows of a page, from 1 to 1000, 10 if nothing is said. */
  static int size(@Nullable String text) {
    Integer size = parsed("size", text, Integer::valueOf);
    if (size != null && (size < 1 || size > MAX_SIZE)) {
      throw new InvalidFieldException("size", "size is 1 to " + MAX_SIZE);
    }
    return size == null ? DEFAULT_SIZE : size;
  }

  static @Nullable Integer integer(String field, @Nullable String text) {
    return parsed(field, text, Integer::valueOf);
  }

  /** An instant of ISO 8601, with an offset. */
  static @Nullable Instant instant(String field, @Nullable String text) {
    return parsed(field, text, given -> OffsetDateTime.parse(given).toInstant());
  }

  /** A day of ISO 8601. */
  static @Nullable LocalDate date(String field, @Nullable String text) {
    return parsed(field, text, LocalDate::parse);
  }

  /** One of a few words. */
  static @Nullable String word(String field, @Nullable String text, String... known) {
    if (isAbsent(text)) {
      return null;
    }
    if (!List.of(known).contains(text)) {
      throw new InvalidFieldException(field, field + " is one of " + String.join(", ", known));
    }
    return text;
  }

  /**
   * Where a page begins.
   *
   * @param at reads the list's order, and throws on that of another list
   */
  static @Nullable Position position(String field, @Nullable String text, Function<String, ?> at) {
    return parsed(
        field,
        text,
        given -> {
          String[] parts =
              new String(Base64.getUrlDecoder().decode(given), StandardCharsets.UTF_8)
                  .split("\\" + SEPARATOR, 2);
          var _ = at.apply(parts[0]);
          return new Position(parts[0], Long.parseLong(parts[parts.length - 1]));
        });
  }

  static String cursor(Position position) {
    String text = position.at() + SEPARATOR + position.number();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static <T> @Nullable T parsed(
      String field, @Nullable String text, Function<String, T> parse) {
    if (isAbsent(text)) {
      return null;
    }
    try {
      return parse.apply(String.valueOf(text));
    } catch (DateTimeException | IllegalArgumentException _) {
      throw new InvalidFieldException(field, field + " is malformed");
    }
  }

  private static boolean isAbsent(@Nullable String text) {
    return text == null || text.isBlank();
  }
}

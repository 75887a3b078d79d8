package dev.connectpos.order.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a time in a query names, as exactly as it is written: a day, a minute or a second. Answers
 * show whole seconds, so a PDV that sends one back means all of that second.
 *
 * @param upTo the first instant after it
 */
record TimeSpan(Instant from, Instant upTo) {
  /** Without a zone it is UTC; a plus sign may have come as the blank that it means in a query. */
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d)(?:[Tt ](\\d\\d:\\d\\d)(:\\d\\d)?([.,]\\d{1,9})?"
              + "\\s?([Zz]|[+-]?\\d\\d:?\\d\\d)?)?");

  static Optional<TimeSpan> read(String text) {
    var form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      if (form.group(2) == null) {
        var day = LocalDate.parse(form.group(1));
        return Optional.of(of(day.atStartOfDay().atOffset(ZoneOffset.UTC), ChronoUnit.DAYS));
      }
      var seconds = form.group(3);
      var fraction = form.group(4);
      var time =
          LocalDateTime.parse(
              form.group(1)
                  + "T"
                  + form.group(2)
                  + (seconds == null ? ":00" : seconds)
                  + (fraction == null || seconds == null ? "" : fraction.replace(',', '.')));
      var at = time.atOffset(zone(form.group(5)));
      var unit =
          seconds == null
              ? ChronoUnit.MINUTES
              : fraction == null ? ChronoUnit.SECONDS : ChronoUnit.MICROS;
      return Optional.of(of(at.truncatedTo(ChronoUnit.MICROS), unit));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static ZoneOffset zone(@Nullable String text) {
    if (text == null || text.equalsIgnoreCase("z")) {
      return ZoneOffset.UTC;
    }
    return ZoneOffset.of(Character.isDigit(text.charAt(0)) ? "+" + text : text);
  }

  private static TimeSpan of(OffsetDateTime from, ChronoUnit unit) {
    return new TimeSpan(from.toInstant(), from.plus(1, unit).toInstant());
  }
}

package dev.connectpos.emulator.screen;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Days as a Brazilian reads them. */
final class Days {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);

  private Days() {}

  /** {@code 23/11/2026}; what is no date as it is. */
  static String text(String date) {
    try {
      return DAY.format(LocalDate.parse(date));
    } catch (DateTimeParseException e) {
      return date;
    }
  }
}

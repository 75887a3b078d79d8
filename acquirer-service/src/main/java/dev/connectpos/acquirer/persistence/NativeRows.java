package dev.connectpos.acquirer.persistence;

import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Columns of native queries, by the type that Hibernate makes of them. */
final class NativeRows {
  private NativeRows() {}

  static LocalDate date(Tuple row, String column) {
    return switch (row.get(column)) {
      case LocalDate date -> date;
      case java.sql.Date date -> date.toLocalDate();
      default -> throw new IllegalStateException(column + " is no date");
    };
  }

  static String text(Tuple row, String column) {
    return Objects.requireNonNull(row.get(column, String.class), column);
  }

  static @Nullable String textOrNull(Tuple row, String column) {
    return row.get(column, String.class);
  }

  static long number(Tuple row, String column) {
    return ((Number) row.get(column)).longValue();
  }

  static Instant instant(Tuple row, String column) {
    return row.get(column, Instant.class);
  }
}

package dev.connectpos.order.persistence;

import java.util.Locale;

/** Enums as they stand in rows: lower-case words, which the tables' checks list. */
final class Words {
  private Words() {}

  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static <E extends Enum<E>> E read(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }
}

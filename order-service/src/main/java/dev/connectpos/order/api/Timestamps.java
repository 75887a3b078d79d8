package dev.connectpos.order.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as the incumbent answers them: UTC, whole seconds, {@code 2021-09-09T19:19:29Z}. */
final class Timestamps {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Timestamps() {}

  static String of(Instant instant) {
    return FORMAT.format(instant);
  }
}

package dev.connectpos.emulator.screen;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The roll: 38 characters wide, filled from the top. */
final class Paper {

  static final int WIDTH = 38;

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss", Locale.ROOT);

  private final List<String> lines = new ArrayList<>();

  /** Cut from what was printed before. */
  Paper() {
    rule();
  }

  Paper rule() {
    lines.add("-".repeat(WIDTH));
    return this;
  }

  Paper blank() {
    lines.add("");
    return this;
  }

  /** In the middle; nothing at all if there is no text. */
  Paper centre(@Nullable String text) {
    if (text != null) {
      for (String row : Text.wrap(text, WIDTH)) {
        lines.add(Text.centred(row, WIDTH).stripTrailing());
      }
    }
    return this;
  }

  /** From the left edge. */
  Paper left(String text) {
    lines.addAll(Text.wrap(text, WIDTH));
    return this;
  }

  /** A name at the left and its value at the right; nothing at all if there is no value. */
  Paper row(String name, @Nullable String value) {
    if (value != null) {
      lines.add(Text.justified(name, value, WIDTH));
    }
    return this;
  }

  Paper date(ZonedDateTime at) {
    return row("DATA", DATE.format(at));
  }

  /** All of it, cut at the end. */
  String torn() {
    rule();
    return String.join("\n", lines);
  }
}

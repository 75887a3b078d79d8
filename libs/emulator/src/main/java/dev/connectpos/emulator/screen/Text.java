package dev.connectpos.emulator.screen;

import java.util.ArrayList;
import java.util.List;

/** Lines of a fixed width. */
final class Text {

  private Text() {}

  static String centred(String line, int width) {
    int left = Math.max(0, (width - line.length()) / 2);
    String padded = " ".repeat(left) + line;
    return padded + " ".repeat(Math.max(0, width - padded.length()));
  }

  static String justified(String left, String right, int width) {
    return left + " ".repeat(Math.max(1, width - left.length() - right.length())) + right;
  }

  /** Breaks at blanks, and within a word only if it is longer than a line. */
  static List<String> wrap(String text, int width) {
    var rows = new ArrayList<String>();
    String rest = text.strip();
    while (rest.length() > width) {
      int blank = rest.lastIndexOf(' ', width);
      int end = blank > 0 ? blank : width;
      rows.add(rest.substring(0, end));
      rest = rest.substring(end).strip();
    }
    rows.add(rest);
    return rows;
  }
}

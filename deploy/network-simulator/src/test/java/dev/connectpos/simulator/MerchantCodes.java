package dev.connectpos.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What the acquirer makes of our action codes, by its own tables. */
final class MerchantCodes {
  private static final Path TABLES = Path.of("../../acquirer-service/src/main/resources");

  private static final Map<String, String> RETURN_CODES = read("action-codes.csv");
  private static final Map<String, String> MESSAGES = read("return-codes.csv");

  private MerchantCodes() {}

  /** Every action code that it tells merchants about, in the order of its table. */
  static Set<String> all() {
    return RETURN_CODES.keySet();
  }

  /** What merchants read for an action code. */
  static String code(String action) {
    String code = RETURN_CODES.get(action);
    if (code == null) {
      throw new IllegalArgumentException("the acquirer does not know " + action);
    }
    return code;
  }

  /** Code and message. */
  static String text(String action) {
    return "`%s` (%s)".formatted(code(action), MESSAGES.get(code(action)));
  }

  /** The second column by the first. */
  private static Map<String, String> read(String table) {
    String told = System.getProperty("connect.module.dir", System.getProperty("user.dir"));
    var columns = new LinkedHashMap<String, String>();
    try {
      for (String line : Files.readAllLines(Path.of(told).resolve(TABLES).resolve(table))) {
        String[] cells = line.split(",", -1);
        columns.put(cells[0], cells[1]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    columns.remove("action_code");
    columns.remove("code");
    return columns;
  }
}

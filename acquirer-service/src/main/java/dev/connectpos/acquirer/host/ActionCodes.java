package dev.connectpos.acquirer.host;

import dev.connectpos.acquirer.domain.ReturnCodes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The network's action codes (field 39) and the return codes that merchants read, as data: {@code
 * action-codes.csv}.
 */
final class ActionCodes {
  /** The network says that it forwarded the request to nobody. */
  private static final String NOT_FORWARDED = "907";

  private static final String RESOURCE = "/action-codes.csv";
  private static final Map<String, String> RETURN_CODES = load();

  private ActionCodes() {}

  /** What an action code means for what was asked. */
  sealed interface Meaning {}

  /** Yes. */
  record Yes(String returnCode) implements Meaning {}

  /** No. */
  record No(String returnCode) implements Meaning {}

  /** Certainly not done. */
  record Nothing() implements Meaning {}

  /** Nobody knows. */
  record Unknown() implements Meaning {}

  /**
   * What is not in the table is a no if the standard's class says so (1xx and 2xx), and unknown
   * else: a code of trouble does not tell what was done.
   */
  static Meaning of(String action) {
    String returnCode = RETURN_CODES.get(action);
    if (returnCode != null) {
      return ReturnCodes.of(returnCode).approves() ? new Yes(returnCode) : new No(returnCode);
    }
    if (action.startsWith("1") || action.startsWith("2")) {
      return new No(ReturnCodes.UNSPECIFIED);
    }
    return action.equals(NOT_FORWARDED) ? new Nothing() : new Unknown();
  }

  /** The table, by action code. */
  static Map<String, String> table() {
    return RETURN_CODES;
  }

  private static Map<String, String> load() {
    var codes = new LinkedHashMap<String, String>();
    var stream = ActionCodes.class.getResourceAsStream(RESOURCE);
    if (stream == null) {
      throw new IllegalStateException(RESOURCE + " is not on the class path");
    }
    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .forEach(
              columns -> {
                if (columns.length != 2 || codes.put(columns[0], columns[1]) != null) {
                  throw new IllegalStateException(RESOURCE + " has a malformed or repeated line");
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(codes);
  }
}

package dev.connectpos.acquirer.domain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The return codes, as data: {@code return-codes.csv}, in its order. Codes and texts are those of
 * the acquirer's published table; {@code retryable} is ours, and true where another try with the
 * same card may help (funds, PIN, limits, the issuer being away), false where it cannot (expired,
 * blocked, restricted, not allowed).
 */
public final class ReturnCodes {
  /** Told when the network answers a code that nobody knows. */
  public static final String UNSPECIFIED = "9999";

  private static final String RESOURCE = "/return-codes.csv";
  private static final int COLUMNS = 4;

  private static final Map<String, ReturnCode> BY_CODE = load();

  private ReturnCodes() {}

  /** All of them, in the order of the table. */
  public static Collection<ReturnCode> all() {
    return BY_CODE.values();
  }

  /** The meaning of a code; one that is not in the table means {@link #UNSPECIFIED}. */
  public static ReturnCode of(String code) {
    ReturnCode known = BY_CODE.get(code);
    return known != null ? known : unspecified();
  }

  private static ReturnCode unspecified() {
    ReturnCode unspecified = BY_CODE.get(UNSPECIFIED);
    if (unspecified == null) {
      throw new IllegalStateException(RESOURCE + " lacks " + UNSPECIFIED);
    }
    return unspecified;
  }

  private static Map<String, ReturnCode> load() {
    var codes = new LinkedHashMap<String, ReturnCode>();
    var stream = ReturnCodes.class.getResourceAsStream(RESOURCE);
    if (stream == null) {
      throw new IllegalStateException(RESOURCE + " is not on the class path");
    }
    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .skip(1)
          .map(ReturnCodes::parse)
          .forEach(
              code -> {
                if (codes.put(code.code(), code) != null) {
                  throw new IllegalStateException(RESOURCE + " repeats " + code.code());
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return codes;
  }

  private static ReturnCode parse(String line) {
    String[] columns = line.split(",", -1);
    if (columns.length != COLUMNS) {
      throw new IllegalStateException(RESOURCE + " has a malformed line: " + line);
    }
    return new ReturnCode(columns[0], columns[1], columns[2], columns[3].equals("true"));
  }
}

package dev.connectpos.acquirer.domain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What our refusals are called in the standard of the Brazilian card association (ABECS, Normativo
 * 21), which has codes of its own for each brand: two characters, for American Express three. The
 * table that comes with us is {@code abecs-codes.csv}; an installation may bring its own, whole.
 *
 * <p>The standard speaks of refusals only: a code that approves has none. A blank field says that
 * the standard defines none for the brand.
 */
public final class AbecsCodes {
  private static final String RESOURCE = "/abecs-codes.csv";
  private static final List<CardBrand> COLUMNS =
      List.of(
          CardBrand.ELO, CardBrand.VISA, CardBrand.MASTERCARD, CardBrand.HIPERCARD, CardBrand.AMEX);
  private static final String HEADER =
      Stream.concat(
              Stream.of("return_code"),
              COLUMNS.stream().map(brand -> brand.name().toLowerCase(Locale.ROOT)))
          .collect(Collectors.joining(","));
  private static final Pattern CODE = Pattern.compile("[0-9A-Z]{2,3}");

  private final Map<String, Map<CardBrand, String>> byReturnCode;

  private AbecsCodes(Map<String, Map<CardBrand, String>> byReturnCode) {
    this.byReturnCode = byReturnCode;
  }

  /** The table that comes with us. */
  public static AbecsCodes usual() {
    var stream = AbecsCodes.class.getResourceAsStream(RESOURCE);
    if (stream == null) {
      throw new IllegalStateException(RESOURCE + " is not on the class path");
    }
    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return parse(RESOURCE, lines.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a table: the header {@code return_code,elo,visa,mastercard,hipercard,amex}, then one line
   * for each return code, in any order; a return code without a line has no ABECS code.
   *
   * @param source for people, to find what is wrong
   * @throws IllegalArgumentException naming source, line, field and rule
   */
  public static AbecsCodes parse(String source, List<String> lines) {
    if (lines.isEmpty() || !lines.getFirst().strip().equals(HEADER)) {
      throw wrong(source, 1, "the header must be " + HEADER);
    }
    var codes = new HashMap<String, Map<CardBrand, String>>();
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty()) {
        continue;
      }
      String[] fields = line.split(",", -1);
      if (fields.length != COLUMNS.size() + 1) {
        throw wrong(source, i + 1, "there must be " + (COLUMNS.size() + 1) + " fields");
      }
      String code = fields[0].strip();
      if (!ReturnCodes.of(code).code().equals(code)) {
        throw wrong(source, i + 1, "return_code " + code + " is none of ours");
      }
      if (ReturnCodes.of(code).approves()) {
        throw wrong(source, i + 1, "return_code " + code + " approves, and ABECS names refusals");
      }
      if (codes.put(code, byBrand(source, i + 1, fields)) != null) {
        throw wrong(source, i + 1, "return_code " + code + " is there twice");
      }
    }
    return new AbecsCodes(Map.copyOf(codes));
  }

  private static Map<CardBrand, String> byBrand(String source, int line, String[] fields) {
    var byBrand = new EnumMap<CardBrand, String>(CardBrand.class);
    for (int i = 0; i < COLUMNS.size(); i++) {
      String code = fields[i + 1].strip();
      if (code.isEmpty()) {
        continue;
      }
      if (!CODE.matcher(code).matches()) {
        String column = COLUMNS.get(i).name().toLowerCase(Locale.ROOT);
        throw wrong(source, line, column + " must be two or three digits or capitals, or blank");
      }
      byBrand.put(COLUMNS.get(i), code);
    }
    return Map.copyOf(byBrand);
  }

  private static IllegalArgumentException wrong(String source, int line, String rule) {
    return new IllegalArgumentException(source + ", line " + line + ": " + rule);
  }

  /**
   * What a brand calls a refusal.
   *
   * @param returnCode one of ours
   */
  public Optional<String> of(String returnCode, CardBrand brand) {
    return Optional.ofNullable(byReturnCode.getOrDefault(returnCode, Map.of()).get(brand));
  }
}

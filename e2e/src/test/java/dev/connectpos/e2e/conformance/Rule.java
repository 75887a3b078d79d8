package dev.connectpos.e2e.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A line of {@code conformance/rules.txt}: who calls which route with what, and what the answer is.
 * In all columns {@code {name}} stands for something a {@link Stock} has.
 *
 * @param route method and path as OpenAPI has them
 * @param name the case
 * @param caller own, foreign, public, wrong, none or operator
 * @param how once, replay (twice with one key, alike) or parallel (twenty times at once with one
 *     key)
 * @param with what fills the path, in its order, then the query if there is one; {@code -} for none
 * @param body as {@link Body} reads it
 * @param status the HTTP status
 * @param expectations as {@link Expectation} reads them
 */
record Rule(
    String route,
    String name,
    String caller,
    String how,
    String with,
    String body,
    int status,
    List<Expectation> expectations) {
  private static final int COLUMNS = 7;

  /** All rules, in the order of the file. */
  static List<Rule> all() {
    try (var file = Rule.class.getResourceAsStream("/conformance/rules.txt")) {
      if (file == null) {
        throw new IllegalStateException("conformance/rules.txt is missing");
      }
      var rules = new ArrayList<Rule>();
      String route = "";
      for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        if (!line.startsWith(" ")) {
          route = line.strip();
        } else {
          rules.add(parse(route, line));
        }
      }
      return rules;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Rule parse(String route, String line) {
    String[] columns = line.split(" \\| ", COLUMNS);
    if (columns.length < COLUMNS - 1) {
      throw new IllegalStateException("not a rule: " + line);
    }
    var expectations =
        columns.length < COLUMNS
            ? List.<Expectation>of()
            : Arrays.stream(columns[6].split(";", -1))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(Expectation::parse)
                .toList();
    return new Rule(
        route,
        columns[0].strip(),
        columns[1].strip(),
        columns[2].strip(),
        columns[3].strip(),
        columns[4].strip(),
        Integer.parseInt(columns[5].replace("|", "").strip()),
        expectations);
  }

  /** The HTTP method. */
  String method() {
    return route.substring(0, route.indexOf(' '));
  }

  /** The path and query, with what a stock has still to be filled in. */
  String path() {
    var path = new StringBuilder();
    var fillings = List.of(with.split(" ", -1)).iterator();
    for (String piece : route.substring(route.indexOf(' ') + 1).split("\\{[^}]*}", -1)) {
      path.append(path.isEmpty() ? "" : fillings.next()).append(piece);
    }
    fillings.forEachRemaining(query -> path.append(query.equals("-") ? "" : query));
    return path.toString();
  }

  @Override
  public String toString() {
    return route + ": " + name;
  }
}

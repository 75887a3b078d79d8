package dev.connectpos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A test of the source text itself: what must not be written, each with what to write instead.
 * Comments may name what is banned, and may not hold marks of unfinished work. The rules stand in
 * CONTRIBUTING.md, "What a change brings along".
 */
public final class Tidy {

  private enum Where {
    MAIN,
    TEST,
    BOTH
  }

  private record Ban(Where where, Pattern pattern, boolean allowedInBootstrap, String instead) {}

  private static final List<Ban> BANS =
      List.of(
          ban(Where.MAIN, "Instant\\.now\\(\\)", true, "an injected Clock"),
          ban(Where.MAIN, "LocalDate(Time)?\\.now\\(\\)", true, "an injected Clock and a zone"),
          ban(Where.MAIN, "UUID\\.randomUUID\\(", true, "the injected id generator"),
          ban(Where.MAIN, "\\.to(Upper|Lower)Case\\(\\)", false, "Locale.ROOT as argument"),
          ban(Where.BOTH, "System\\.(out|err)\\.", false, "a logger, or the command's own writer"),
          ban(Where.BOTH, "\\.printStackTrace\\(\\)", false, "a logger"),
          ban(Where.TEST, "Thread\\.sleep\\(", false, "Awaitility, or drain explicitly"),
          ban(
              Where.TEST,
              "@Disabled(?!\\(\"#\\d+ \\d{4}-\\d{2}-\\d{2})",
              false,
              "@Disabled(\"#issue yyyy-mm-dd why\")"),
          ban(Where.BOTH, "\\b(FIXME|XXX)\\b|\\bTODO\\b(?! #\\d)", false, "an issue, and its #"));

  private static final Pattern COMMENT_LINE = Pattern.compile("^\\s*(//|\\*|/\\*).*");

  private Tidy() {}

  private static Ban ban(Where where, String regex, boolean allowedInBootstrap, String instead) {
    return new Ban(where, Pattern.compile(regex), allowedInBootstrap, instead);
  }

  /** Fails with every line of the module's Java sources that breaks a rule. */
  public static void check() {
    check(Path.of(""));
  }

  /**
   * Fails with every line of another module's Java sources that breaks a rule.
   *
   * @param relativeToModule for modules that cannot depend on this one
   */
  public static void check(Path relativeToModule) {
    Path module = Module.directory().resolve(relativeToModule).normalize();
    var findings = new ArrayList<String>();
    findings.addAll(scan(module.resolve("src/main/java"), Where.MAIN));
    findings.addAll(scan(module.resolve("src/test/java"), Where.TEST));
    assertThat(findings).as("untidy lines").isEmpty();
  }

  /** The lines of one file that break a rule; {@code main} tells which rules hold for it. */
  static List<String> findings(Path file, boolean main, List<String> lines) {
    var findings = new ArrayList<String>();
    boolean bootstrap = file.toString().contains("/bootstrap/");
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean comment = COMMENT_LINE.matcher(line).matches();
      for (Ban ban : BANS) {
        boolean holdsHere = ban.where == Where.BOTH || (ban.where == Where.MAIN) == main;
        boolean marker = ban.pattern.pattern().contains("FIXME");
        if (holdsHere
            && !(ban.allowedInBootstrap && bootstrap)
            && (!comment || marker)
            && ban.pattern.matcher(line).find()) {
          findings.add(file + ":" + (i + 1) + " use " + ban.instead + ": " + line.strip());
        }
      }
    }
    return findings;
  }

  private static List<String> scan(Path root, Where where) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    var findings = new ArrayList<String>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
        findings.addAll(findings(file, where == Where.MAIN, Files.readAllLines(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return findings;
  }
}

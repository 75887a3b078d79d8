package dev.connectpos.e2e.protocol;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectpos.e2e.protocol.Verdict.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The verdicts on all rules, in their order: as a table, as JSON and as Markdown. */
record Verdicts(List<Verdict> all) {
  private static final int WHY_LENGTH = 4000;

  /**
   * Tries every rule, some at once.
   *
   * @param atOnce how many
   */
  static <B> Verdicts on(List<Rule<B>> rules, B bench, int atOnce) throws Exception {
    var running = new ArrayList<Future<Verdict>>();
    try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
      for (Rule<B> rule : rules) {
        running.add(threads.submit(() -> judge(rule, bench)));
      }
    }
    var verdicts = new ArrayList<Verdict>();
    for (int i = 0; i < rules.size(); i++) {
      Verdict verdict = running.get(i).get();
      // Rules have deadlines, and a machine that is busy with others may miss them.
      verdicts.add(
          verdict.outcome() == Outcome.FAIL ? again(rules.get(i), bench, verdict) : verdict);
    }
    return new Verdicts(List.copyOf(verdicts));
  }

  private static <B> Verdict judge(Rule<B> rule, B bench) {
    long begun = System.nanoTime();
    Outcome outcome = Outcome.PASS;
    String why = "";
    try {
      rule.check().run(bench);
    } catch (Rule.Skipped e) {
      outcome = Outcome.SKIPPED;
      why = String.valueOf(e.getMessage());
    } catch (Exception | AssertionError e) {
      outcome = Outcome.FAIL;
      why = oneLine(e);
    }
    long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
    return new Verdict(rule.id(), rule.sentence(), rule.section(), outcome, why, millis);
  }

  private static <B> Verdict again(Rule<B> rule, B bench, Verdict first) {
    Verdict alone = judge(rule, bench);
    return alone.outcome() == Outcome.PASS
        ? new Verdict(
            alone.id(),
            alone.sentence(),
            alone.section(),
            Outcome.PASS,
            "on its own; beside other rules: " + first.why(),
            alone.millis())
        : alone;
  }

  private static String oneLine(Throwable e) {
    String text = (e.getMessage() == null ? e.toString() : e.getMessage()).strip();
    String line = text.replaceAll("\\s+", " ");
    return line.length() > WHY_LENGTH ? line.substring(0, WHY_LENGTH) + "…" : line;
  }

  List<Verdict> of(Outcome outcome) {
    return all.stream().filter(verdict -> verdict.outcome() == outcome).toList();
  }

  private String total() {
    return String.format(
        Locale.ROOT,
        "%d rules: %d pass, %d fail, %d skipped",
        all.size(),
        of(Outcome.PASS).size(),
        of(Outcome.FAIL).size(),
        of(Outcome.SKIPPED).size());
  }

  /** For people at a terminal. */
  String table() {
    var text = new StringBuilder();
    for (Verdict one : all) {
      text.append(
          String.format(Locale.ROOT, "%-8s%-52s%s%n", one.outcome(), one.id(), one.sentence()));
      if (!one.why().isEmpty()) {
        text.append(" ".repeat(8)).append(one.why()).append(System.lineSeparator());
      }
    }
    return text.append(total()).append(System.lineSeparator()).toString();
  }

  /** Tells them on the console. */
  void log() {
    System.getLogger("conformance").log(System.Logger.Level.INFO, "\n" + table());
  }

  private String markdown(String title) {
    var text = new StringBuilder("# " + title + "\n\n" + total() + "\n\n");
    text.append("| verdict | rule | what is asked | section of the protocol | why |\n");
    text.append("|---|---|---|---|---|\n");
    for (Verdict one : all) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | `%s` | %s | %s | %s |%n",
              one.outcome().name().toLowerCase(Locale.ROOT),
              one.id(),
              cell(one.sentence()),
              one.section(),
              cell(one.why())));
    }
    return text.toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  /** Writes {@code name.json} and {@code name.md}. */
  void write(Path folder, String name, String title) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(name + ".json"),
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
    Files.writeString(folder.resolve(name + ".md"), markdown(title));
  }
}

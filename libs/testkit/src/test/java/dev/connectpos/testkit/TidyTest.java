package dev.connectpos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TidyTest {
  private static final Path FILE = Path.of("src/main/java/dev/connectpos/x/domain/X.java");
  private static final Path BOOTSTRAP = Path.of("src/main/java/dev/connectpos/x/bootstrap/X.java");

  @Test
  void thisModuleIsTidyItself() throws IOException {
    try (Stream<Path> files = Files.walk(Module.directory().resolve("src/main/java"))) {
      List<Path> sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.endsWith("Tidy.java")) // It names what it bans.
              .toList();
      assertThat(sources).hasSizeGreaterThan(9);
      for (Path source : sources) {
        assertThat(Tidy.findings(source, true, Files.readAllLines(source))).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var now = Instant.now();",
        "var day = LocalDate.now();",
        "var id = UUID.randomUUID();",
        "return name.toUpperCase();",
        "System.out.println(x);",
        "e.printStackTrace();",
        "// FIXME later",
        "// TODO later",
      })
  void refusesInMainSources(String line) {
    assertThat(Tidy.findings(FILE, true, List.of(line))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thread.sleep(100);",
        "@Disabled",
        "@Disabled(\"flaky\")",
        "System.err.println(x);"
      })
  void refusesInTests(String line) {
    assertThat(Tidy.findings(FILE, false, List.of(line))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return clock.instant();",
        "return name.toUpperCase(Locale.ROOT);",
        "// why Instant.now() is not used here",
        "// TODO #12 when the vault is there",
      })
  void acceptsInMainSources(String line) {
    assertThat(Tidy.findings(FILE, true, List.of(line))).isEmpty();
  }

  @Test
  void acceptsTheClockAndRandomnessWhereTheyAreWired() {
    assertThat(Tidy.findings(BOOTSTRAP, true, List.of("UUID.randomUUID();", "Instant.now();")))
        .isEmpty();
  }

  @Test
  void acceptsADisabledTestWithItsTicketAndDate() {
    assertThat(Tidy.findings(FILE, false, List.of("@Disabled(\"#7 2026-11-23 why\")"))).isEmpty();
  }
}

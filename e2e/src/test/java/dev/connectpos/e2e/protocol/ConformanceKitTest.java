package dev.connectpos.e2e.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectpos.e2e.protocol.Verdict.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules find what they are there to find. */
final class ConformanceKitTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "terminal/handshake",
        "terminal/no-card-number",
        "terminal/start",
        "terminal/keys-never-twice",
        "terminal/one-open-attempt",
        "terminal/verifying-is-shown",
        "terminal/confirms-once",
        "terminal/captured-ends-the-sale"
      })
  void aTerminalThatLiesIsFoundOut(String rule) throws Exception {
    Verdict verdict = verdict(TerminalRules.all(), rule, (Device.Maker) LyingDevice::new);
    assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(verdict.why()).isNotEmpty();
  }

  /** The stage lets anybody in and pairs anything. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "server/handshake-credential",
        "server/pairing-waits-for-the-claim",
        "server/pairing-secret-is-asked-for",
        "server/pairing-models",
        "server/pairing-operators-only",
        "server/pairing-credential-again"
      })
  void aServerThatLetsAnybodyInIsFoundOut(String rule) throws Exception {
    try (var stage = new Stage();
        var bench =
            new ServerBench(
                new ServerBench.Subject(stage.address(), "admin", "acc_1", null, null))) {
      Verdict verdict = verdict(ServerRules.all(), rule, bench);
      assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
      assertThat(verdict.why()).isNotEmpty();
    }
  }

  @Test
  void whatADeviceCannotDoIsSkipped() throws Exception {
    Path script = folder.resolve("device");
    Files.writeString(script, "#!/bin/sh\ntest \"$1\" = reset || test \"$1\" = off || exit 3\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    Device.Maker maker = () -> new CommandedDevice(script.toString());
    Verdict verdict = verdict(TerminalRules.all(), "terminal/pairs", maker);
    assertThat(verdict.outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(verdict.why()).isEqualTo("the device cannot do: on");
  }

  @Test
  void withoutAPdvWhatTakesAnOrderIsSkipped() throws Exception {
    try (var stage = new Stage();
        var bench =
            new ServerBench(
                new ServerBench.Subject(stage.address(), "admin", "acc_1", null, null))) {
      var rule =
          new Rule<ServerBench>("server/any", "Any.", "Errors", b -> b.asPdv("GET", "/", null));
      assertThat(verdict(List.of(rule), "server/any", bench).outcome()).isEqualTo(Outcome.SKIPPED);
    }
  }

  @Test
  void verdictsAreWrittenForPeopleAndPrograms() throws Exception {
    List<Rule<String>> rules =
        List.of(
            new Rule<>("a/good", "Is good.", "Errors", _ -> {}),
            new Rule<>(
                "a/bad",
                "Is bad.",
                "Errors",
                _ -> {
                  throw new AssertionError("no | such\n thing");
                }));
    Verdicts verdicts = Verdicts.on(rules, "", 2);
    verdicts.write(folder, "name", "A title");
    JsonNode json = new ObjectMapper().readTree(folder.resolve("name.json").toFile());
    assertThat(json.path(0).path("verdict").asText()).isEqualTo("PASS");
    assertThat(json.path(1).path("why").asText()).isEqualTo("no | such thing");
    assertThat(folder.resolve("name.md"))
        .content()
        .contains("2 rules: 1 pass, 1 fail, 0 skipped")
        .contains("| fail | `a/bad` | Is bad. | Errors | no \\| such thing |");
    assertThat(verdicts.table()).contains("FAIL").contains("a/bad");
  }

  @Test
  void everyRuleNamesASectionOfTheProtocol() throws Exception {
    Path protocol =
        Path.of(System.getProperty("connect.module.dir", "."), "../docs/terminal-protocol.md");
    List<String> headings =
        Pattern.compile("^## (.+)$", Pattern.MULTILINE)
            .matcher(Files.readString(protocol))
            .results()
            .map(heading -> heading.group(1))
            .toList();
    assertThat(
            Stream.concat(
                    ServerRules.all().stream().map(Rule::section),
                    TerminalRules.all().stream().map(Rule::section))
                .collect(Collectors.toSet()))
        .isSubsetOf(headings);
  }

  private static <B> Verdict verdict(List<Rule<B>> rules, String id, B bench) throws Exception {
    List<Rule<B>> one = rules.stream().filter(rule -> rule.id().equals(id)).toList();
    assertThat(one).hasSize(1);
    return Verdicts.on(one, bench, 1).all().getFirst();
  }
}

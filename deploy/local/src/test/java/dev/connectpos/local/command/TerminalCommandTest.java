package dev.connectpos.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.emulator.EmulatorCli;
import dev.connectpos.local.home.EnvFile;
import dev.connectpos.local.home.Failure;
import dev.connectpos.local.home.Home;
import dev.connectpos.local.home.Secrets;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TerminalCommandTest {

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Home home;

  @BeforeEach
  void aSeededHome() throws IOException {
    home = new Home(folder.resolve("home"));
    home.prepare();
    new EnvFile(home.demoEnv())
        .putAll(
            Map.of(
                "PDV_URL", "http://127.0.0.1:8080",
                "TERMINAL_SERIAL", "EMU0000001",
                "LISTED_TERMINAL_SERIAL", "EMU0000002"));
    Files.createFile(home.terminal("EMU0000001"));
    Files.createFile(home.terminal("EMU0000002"));
  }

  /** What the emulator is told, and that it understands it. */
  private List<String> told(String... arguments) {
    var command = new TerminalCommand();
    new CommandLine(command).parseArgs(arguments);
    List<String> told = command.arguments(home);
    new CommandLine(new EmulatorCli())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(told.toArray(String[]::new));
    return told;
  }

  @Test
  void switchesOnADemoTerminal() {
    assertThat(told("--auto"))
        .containsSubsequence("--state", home.terminal("EMU0000001").toString())
        .contains("--auto")
        .doesNotContain("--pair", "--injection-key");
    assertThat(told("--listed", "--frames", "--entry-mode", "contactless"))
        .containsSubsequence("--state", home.terminal("EMU0000002").toString())
        .contains("--frames");
  }

  @Test
  void makesATerminalOfOnesOwnFromTheKeyOfTheHome() {
    assertThat(told("--pair", "--serial", "NEW0000001"))
        .containsSubsequence("--state", home.terminal("NEW0000001").toString())
        .containsSubsequence("--serial", "NEW0000001")
        .containsSubsequence("--injection-key", new Secrets(home).bdk());
  }

  @Test
  void keepsItInAFileOfOnesOwn() {
    List<String> told = told("--state", "one.json", "--pair");
    assertThat(told).containsOnlyOnce("--state").containsSubsequence("--state", "one.json");
    assertThat(told.get(told.indexOf("--serial") + 1)).matches("NEW\\d{7}");
  }

  @Test
  void aTerminalThatIsNotThereIsMadeOnlyWhenAsked() {
    assertThatThrownBy(() -> told("--serial", "NEW0000001"))
        .isInstanceOf(Failure.class)
        .hasMessageEndingWith("NEW0000001.json; add --pair to make one");
  }

  @Test
  void mistakesAreToldAsOursInOneLine() {
    var err = new StringWriter();
    var out = new PrintWriter(new StringWriter());
    CommandLine emulator = TerminalCommand.emulator(out, new PrintWriter(err, true));
    String state = folder.resolve("none.json").toString();
    assertThat(emulator.execute("--state", state, "--entry-mode", "telepathy")).isEqualTo(2);
    assertThat(emulator.execute("--state", state, "--colour")).isEqualTo(2);
    assertThat(emulator.execute("--state", state)).isEqualTo(1);
    assertThat(err.toString().lines().filter(line -> !line.startsWith("Try: ")))
        .hasSize(3)
        .allMatch(line -> line.startsWith("connect: "));
  }

  @Test
  void helpListsWhatCanBeTyped() {
    assertThat(new CommandLine(new TerminalCommand()).getUsageMessage())
        .contains(
            "sell CENTAVOS", "pick CODE", "cancel NSU", "report [YYYY-MM-DD]", "reprint [NSU]");
  }
}

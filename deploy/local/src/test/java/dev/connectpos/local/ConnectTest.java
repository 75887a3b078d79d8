package dev.connectpos.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.local.home.Home;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ConnectTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Connect.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"up", "down", "status", "logs", "restart", "reset", "demo", "terminal", "version"})
  void everyCommandExplainsItselfWithAnExample(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).contains("Example").contains("./connect " + command);
  }

  @Test
  void helpListsEveryCommandAndTheScriptsOwn() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("up", "demo", "test", "terminal", "reset");
  }

  @Test
  void versionNamesWhatRuns() {
    assertThat(run("version")).isZero();
    assertThat(out.toString()).contains("Connect ", "Kafka 4", "PostgreSQL 17", "Registry 3");
  }

  @Test
  void unknownCommandsAndOptionsAreOneLineAndExitTwo() {
    assertThat(run("upp")).isEqualTo(2);
    assertThat(run("up", "--prot-offset", "3")).isEqualTo(2);
    assertThat(err.toString()).startsWith("connect: ").doesNotContain("\tat ");
  }

  @Test
  void commandsAboutARunningSystemSayThatNoneRuns(@TempDir Path home) {
    for (String command : new String[] {"status", "terminal"}) {
      assertThat(run(command, "--home", home.toString())).isEqualTo(1);
    }
    assertThat(run("restart", "kafka", "--home", home.toString())).isEqualTo(1);
    assertThat(err.toString().lines())
        .hasSize(3)
        .allMatch(line -> line.equals("connect: not running; ./connect up starts it"));
  }

  @Test
  void downIsHarmlessWhenNothingRuns(@TempDir Path home) {
    assertThat(run("down", "--home", home.resolve("none").toString())).isZero();
    assertThat(run("down", "--home", home.toString())).isZero();
    assertThat(out.toString().lines()).containsOnly("Nothing runs.");
  }

  @Test
  void anEmptyHomeIsNotTheCurrentFolder() {
    for (String command : new String[] {"up", "reset", "down", "status", "terminal"}) {
      assertThat(run(command, "--home", "")).isEqualTo(2);
      assertThat(run(command, "--home=")).isEqualTo(2);
    }
    assertThat(err.toString()).contains("connect: --home must name a folder");
  }

  @Test
  void resetDeletesNothingThatIsNotOurs(@TempDir Path folder) throws Exception {
    Files.createFile(folder.resolve("lock"));
    assertThat(run("reset", "--yes", "--home", folder.toString())).isEqualTo(1);
    assertThat(folder.resolve("lock")).exists();
    assertThat(err.toString()).contains("not a data folder of ours");
    assertThat(run("down", "--home", folder.toString())).isZero();
    assertThat(folder.toFile().list()).containsExactly("lock");
  }

  @Test
  void resetWithoutAConsoleAsksForYes(@TempDir Path folder) {
    new Home(folder).prepare();
    assertThat(run("reset", "--home", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("--yes");
    assertThat(new Home(folder).isOurs()).isTrue();
    assertThat(run("reset", "--yes", "--home", folder.toString())).isZero();
    assertThat(folder).doesNotExist();
  }
}

package dev.connectpos.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.connectpos.local.home.Home;
import dev.connectpos.local.process.PidFile;
import dev.connectpos.local.system.HomeLock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
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
    assertThat(run("down", "now")).isEqualTo(2);
    assertThat(err.toString().lines().filter(line -> !line.startsWith("Try: ")))
        .containsExactly(
            "connect: unknown command upp",
            "connect: unknown option --prot-offset",
            "connect: unexpected argument now");
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

  @Test
  void aNegativeNumberOfLinesIsAUsageError() {
    assertThat(run("logs", "order", "-n", "-5")).isEqualTo(2);
    assertThat(err.toString()).startsWith("connect: --lines must not be negative");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up",
        "down",
        "status",
        "restart kafka",
        "demo",
        "terminal",
        "logs kafka",
        "reset"
      })
  void aHomeThatIsAFileIsOneLine(String command, @TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("afile"));
    assertThat(run((command + " --home " + file).split(" "))).isEqualTo(1);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("connect: cannot read " + file)
        .endsWith(": not a directory");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"down", "status", "restart kafka", "demo", "terminal", "logs kafka", "reset"})
  void aHomeThatMayNotBeReadIsOneLine(String command, @TempDir Path folder) throws Exception {
    var home = new Home(folder.resolve("home"));
    home.prepare();
    Files.setPosixFilePermissions(home.folder(), Set.of());
    try {
      assumeFalse(Files.isReadable(home.folder()), "root may read everything");
      assertThat(run((command + " --home " + home.folder()).split(" "))).isEqualTo(1);
      assertThat(err.toString().lines())
          .singleElement()
          .asString()
          .startsWith("connect: cannot read " + home.folder())
          .endsWith(": permission denied");
    } finally {
      Files.setPosixFilePermissions(home.folder(), PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void anUnknownPartIsAnsweredWithTheKnownOnes(@TempDir Path folder) throws Exception {
    var home = new Home(folder);
    running(home, "postgres", "kafka");
    Files.createFile(home.log("kafka"));
    assertThat(run("logs", "edge", "--home", folder.toString())).isEqualTo(1);
    assertThat(run("restart", "edge", "--home", folder.toString())).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            "connect: there is no log of edge; there are kafka (edge and inbox have none)",
            "connect: there is no part named edge; there are postgres, kafka"
                + " (edge and inbox have no process of their own)");
  }

  @Test
  void demoAndTerminalSayThatASystemHasNoServices(@TempDir Path folder) {
    running(new Home(folder), "postgres", "kafka", "registry");
    assertThat(run("demo", "--home", folder.toString())).isEqualTo(1);
    assertThat(run("terminal", "--home", folder.toString())).isEqualTo(1);
    assertThat(err.toString().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("connect: this system runs without services"));
  }

  @Test
  void aSecondDetachedStartLeavesTheLogOfTheRunningSystemAlone(@TempDir Path folder)
      throws Exception {
    var home = new Home(folder);
    running(home, "postgres");
    Files.writeString(home.log("connect"), "what the running system said\n");
    try (var _ = HomeLock.take(home)) {
      assertThat(run("up", "--detach", "--home", folder.toString())).isEqualTo(1);
    }
    assertThat(err.toString()).startsWith("connect: already running (process ");
    assertThat(home.log("connect")).hasContent("what the running system said");
  }

  /** Looks like a running system, with this process as its launcher. */
  private static void running(Home home, String... parts) {
    home.prepare();
    PidFile.write(home.pid("supervisor"), ProcessHandle.current());
    String states =
        Arrays.stream(parts)
            .map(
                part ->
                    """
                    {"name":"%s","port":1,"pid":1,"state":"ready","sinceMs":0,"restarts":0}\
                    """
                        .formatted(part))
            .collect(Collectors.joining(","));
    Home.write(
        home.state(),
        """
        {"phase":"running","supervisor":%d,"portOffset":0,"parts":[%s]}\
        """
            .formatted(ProcessHandle.current().pid(), states));
  }
}

package dev.connectpos.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.local.home.Failure;
import dev.connectpos.local.home.Home;
import dev.connectpos.local.part.Part;
import dev.connectpos.local.process.PidFile;
import dev.connectpos.local.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SupervisorTest {
  /** Ends when its input does, as every part must. */
  private static final String OBEDIENT = "echo ready; cat >/dev/null; echo bye";

  @TempDir private Path folder;
  private Home home;
  private Supervisor supervisor;
  private final List<String> told = new CopyOnWriteArrayList<>();

  @SuppressWarnings("NullAway.Init")
  SupervisorTest() {}

  @BeforeEach
  void begin() {
    home = new Home(folder.resolve("home"));
    home.prepare();
    supervisor = new Supervisor(home, 0, Clock.systemUTC(), new Told(told));
  }

  @AfterEach
  void end() {
    supervisor.stop();
  }

  private record Told(List<String> lines) implements Narrator {
    @Override
    public void ready(String part, int port, Duration took) {
      lines.add(part + " ready");
    }

    @Override
    public void notice(String line) {
      lines.add(line);
    }
  }

  /** A part that is a line of shell, ready when it has said so. */
  private record Shell(Home home, String name, String script) implements Part {
    @Override
    public int port() {
      return 1;
    }

    @Override
    public ProcessSpec prepare() {
      return new ProcessSpec(
          name, List.of("sh", "-c", script), Map.of(), home.folder(), home.log(name));
    }

    @Override
    public Duration stopLimit() {
      return Duration.ofSeconds(5);
    }

    @Override
    public boolean isReady() {
      try {
        return Files.readString(home.log(name)).contains("ready");
      } catch (IOException e) {
        return false;
      }
    }
  }

  private void add(String name, String script, String... after) {
    supervisor.add(List.of(new Shell(home, name, script)), List.of(after));
  }

  @Test
  void startsInOrderAndStopsInReverse() throws IOException {
    Path order = folder.resolve("order");
    String logged = "echo ready; cat >/dev/null; echo $0 >>'" + order + "'";
    add("first", logged.replace("$0", "first"));
    add("second", logged.replace("$0", "second"), "first");
    supervisor.start();
    assertThat(told).containsExactly("first ready", "second ready");
    supervisor.stop();
    assertThat(Files.readAllLines(order)).containsExactly("second", "first");
    assertThat(home.pid("first")).doesNotExist();
    assertThat(home.state()).doesNotExist();
  }

  @Test
  void aDeadPartIsStartedAgainWithANotice() {
    add("part", OBEDIENT);
    supervisor.start();
    long before = supervisor.pid("part");
    supervisor.kill("part");
    Awaitility.await().until(() -> told.contains("part is ready again"));
    supervisor.awaitReady(Duration.ofSeconds(5));
    assertThat(supervisor.pid("part")).isNotEqualTo(before).isPositive();
    assertThat(told).contains("part died (signal 9); starting it again");
    assertThat(SystemState.read(home).orElseThrow().parts().getFirst().restarts()).isEqualTo(1);
  }

  @Test
  void aPartThatDiesWhileStartingFailsTheSystemWithItsLastWords() {
    add("good", OBEDIENT);
    add("bad", "echo 'ERROR CONNECT_BDK is missing'; exit 3", "good");
    assertThatThrownBy(supervisor::start)
        .isInstanceOf(Failure.class)
        .hasMessage("bad died while starting: ERROR CONNECT_BDK is missing");
    assertThat(PidFile.alive(home.pid("good"))).isEmpty();
  }

  @Test
  void aPartThatDiesAgainAndAgainBreaksTheSystem() throws Exception {
    add("part", "echo ready; exec sleep 0.5");
    supervisor.start();
    Failure failure = supervisor.broken().get(30, TimeUnit.SECONDS);
    assertThat(failure).hasMessageStartingWith("part dies again and again");
    assertThatThrownBy(() -> supervisor.awaitReady(Duration.ofSeconds(1))).isSameAs(failure);
  }

  @Test
  void aWantedDeathIsNotCounted() throws IOException {
    add("part", OBEDIENT);
    supervisor.start();
    for (int i = 0; i < 7; i++) {
      long before = supervisor.pid("part");
      Home.write(home.restartRequest("part"), "");
      PidFile.alive(home.pid("part")).orElseThrow().destroy();
      Awaitility.await()
          .until(() -> supervisor.pid("part") != before && supervisor.pid("part") != 0);
      supervisor.awaitReady(Duration.ofSeconds(5));
    }
    assertThat(supervisor.broken()).isNotDone();
    assertThat(told).contains("part is restarted as asked");
  }

  @Test
  void aPartThatDoesNotObeyIsKilledWithWhatItStarted() throws IOException {
    Path child = folder.resolve("child");
    add("stubborn", "trap '' TERM; sleep 61 & echo $! >'" + child + "'; echo ready; exec sleep 62");
    supervisor.start();
    long pid = Long.parseLong(Files.readString(child).strip());
    assertThat(ProcessHandle.of(pid)).isPresent();
    supervisor.kill("stubborn");
    Awaitility.await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  /** A part during whose first probe everything is stopped. */
  private record StoppedAtFirstProbe(Shell shell, Runnable stop, boolean ready) implements Part {
    @Override
    public String name() {
      return shell.name();
    }

    @Override
    public int port() {
      return shell.port();
    }

    @Override
    public ProcessSpec prepare() {
      return shell.prepare();
    }

    @Override
    public boolean isReady() {
      stop.run();
      return ready;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPartThatIsStoppedWhileStartingHasNeitherDiedNorBegun(boolean ready) {
    var shell = new Shell(home, "part", OBEDIENT);
    supervisor.add(List.of(new StoppedAtFirstProbe(shell, supervisor::stop, ready)), List.of());
    assertThatThrownBy(supervisor::start)
        .isInstanceOf(Failure.class)
        .hasMessage("part was stopped while starting");
    assertThat(told).isEmpty();
    assertThat(supervisor.broken()).isNotDone();
  }
}

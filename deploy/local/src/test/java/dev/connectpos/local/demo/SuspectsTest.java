package dev.connectpos.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.local.home.Home;
import dev.connectpos.local.process.PidFile;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuspectsTest {

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Home home;

  @BeforeEach
  void aRunningSystem() {
    home = new Home(folder.resolve("home"));
    home.prepare();
    PidFile.write(home.pid("supervisor"), ProcessHandle.current());
    say("ready", 1);
  }

  private void say(String state, int restarts) {
    Home.write(
        home.state(),
        """
        {"phase":"running","supervisor":1,"portOffset":0,"parts":[
          {"name":"kafka","port":1,"pid":1,"state":"ready","sinceMs":0,"restarts":0},
          {"name":"acquirer-service","port":1,"pid":1,"state":"%s","sinceMs":0,"restarts":%d}]}\
        """
            .formatted(state, restarts));
  }

  @Test
  void nobodyIsNamedWhenAllIsWell() {
    assertThat(new Suspects(home).told()).isEmpty();
  }

  @Test
  void aPartThatIsNotReadyOrWasStartedAgainIsNamed() {
    var suspects = new Suspects(home);
    say("restarting", 2);
    assertThat(suspects.told()).isEqualTo("; acquirer-service is restarting");
    say("ready", 2);
    assertThat(suspects.told()).isEqualTo("; acquirer-service was started again meanwhile");
  }

  @Test
  void aSystemThatNoLongerRunsIsSaid() {
    var suspects = new Suspects(home);
    PidFile.delete(home.pid("supervisor"));
    assertThat(suspects.told()).isEqualTo("; the system no longer runs");
  }
}

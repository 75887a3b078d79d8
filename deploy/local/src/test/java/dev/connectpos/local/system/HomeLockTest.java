package dev.connectpos.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.local.home.Home;
import dev.connectpos.local.process.PidFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {

  @TempDir private Path folder;

  @Test
  void oneHomeHasOneHolder() {
    var home = new Home(folder.resolve("home"));
    home.prepare();
    try (var first = HomeLock.tryTake(home)) {
      assertThat(first).isNotNull();
      assertThat(HomeLock.tryTake(home)).isNull();
    }
    try (var again = HomeLock.tryTake(home)) {
      assertThat(again).isNotNull();
    }
  }

  @Test
  void cleaningUpEndsWhatAKilledSupervisorLeft() throws IOException {
    var home = new Home(folder.resolve("home"));
    home.prepare();
    Process orphan = new ProcessBuilder("sleep", "60").start();
    PidFile.write(home.pid("kafka"), orphan.toHandle());
    try (var lock = HomeLock.tryTake(home)) {
      assertThat(lock).isNotNull();
      if (lock != null) {
        assertThat(lock.cleanUp()).containsExactly("kafka");
        assertThat(orphan.isAlive()).isFalse();
        assertThat(lock.cleanUp()).isEmpty();
      }
    }
  }
}

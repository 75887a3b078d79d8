package dev.connectpos.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.local.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {

  @TempDir private Path folder;

  @Test
  void knowsAProcessAgainAndEndsIt() throws IOException {
    Process process = new ProcessBuilder("sleep", "60").start();
    Path file = folder.resolve("part.pid");
    PidFile.write(file, process.toHandle());
    assertThat(PidFile.alive(file)).contains(process.toHandle());

    PidFile.terminate(file, Duration.ofSeconds(5));
    assertThat(process.isAlive()).isFalse();
    assertThat(file).doesNotExist();
  }

  @Test
  void neverSignalsAStrangerWithAnIdUsedAgain() throws IOException {
    Process stranger = new ProcessBuilder("sleep", "60").start();
    try {
      Path file = folder.resolve("part.pid");
      long anHourAgo = stranger.info().startInstant().orElseThrow().toEpochMilli() - 3_600_000;
      Home.write(file, stranger.pid() + " " + anHourAgo + "\n");
      assertThat(PidFile.alive(file)).isEmpty();
      PidFile.terminate(file, Duration.ofSeconds(1));
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void aFileThatSaysNothingNamesNobody() throws IOException {
    Path file = Files.writeString(folder.resolve("part.pid"), "1");
    assertThat(PidFile.alive(file)).isEmpty();
    assertThat(PidFile.alive(folder.resolve("none.pid"))).isEmpty();
  }
}

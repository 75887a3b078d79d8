package dev.connectpos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LandmarksTest {

  @Test
  void readmePointsAtWhatExists() {
    Landmarks.check();
  }

  @Test
  void readsThePathsOfTheTableOnly(@TempDir Path folder) throws IOException {
    Path readme =
        Files.writeString(
            folder.resolve("README.md"),
            """
            # service
            `not/this`
            ## Where is…
            | what | where |
            |---|---|
            | the machine | `src/main/A.java` |
            | a word | `decide` |
            ## Else
            | x | `nor/this` |
            """);
    assertThat(Landmarks.paths(readme)).containsExactly("src/main/A.java");
  }
}

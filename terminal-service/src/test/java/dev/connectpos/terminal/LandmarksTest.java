package dev.connectpos.terminal;

import dev.connectpos.testkit.Landmarks;
import org.junit.jupiter.api.Test;

class LandmarksTest {
  @Test
  void everyPathInTheReadmeExists() {
    Landmarks.check();
  }
}

package dev.connectpos.acquirer;

import dev.connectpos.testkit.Landmarks;
import org.junit.jupiter.api.Test;

class LandmarksTest {
  @Test
  void everyPathInTheReadmeExists() {
    Landmarks.check();
  }
}

package dev.connectpos.local;

import dev.connectpos.testkit.Landmarks;
import org.junit.jupiter.api.Test;

final class LandmarksTest {

  @Test
  void everyPathInTheReadmeExists() {
    Landmarks.check();
  }
}

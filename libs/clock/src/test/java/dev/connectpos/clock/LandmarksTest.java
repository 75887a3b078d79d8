package dev.connectpos.clock;

import dev.connectpos.testkit.Landmarks;
import org.junit.jupiter.api.Test;

class LandmarksTest {

  @Test
  void readmePointsAtWhatExists() {
    Landmarks.check();
  }
}

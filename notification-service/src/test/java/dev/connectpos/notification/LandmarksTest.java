package dev.connectpos.notification;

import dev.connectpos.testkit.Landmarks;
import org.junit.jupiter.api.Test;

class LandmarksTest {

  @Test
  void readmeNamesPathsThatExist() {
    Landmarks.check();
  }
}

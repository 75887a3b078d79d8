package dev.connectpos.simulator;

import dev.connectpos.testkit.Landmarks;
import dev.connectpos.testkit.Tidy;
import org.junit.jupiter.api.Test;

final class TidyTest {

  @Test
  void sourcesAreTidy() {
    Tidy.check();
  }

  @Test
  void landmarksExist() {
    Landmarks.check();
  }
}

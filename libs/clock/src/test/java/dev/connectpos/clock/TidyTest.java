package dev.connectpos.clock;

import dev.connectpos.testkit.Tidy;
import org.junit.jupiter.api.Test;

class TidyTest {

  @Test
  void sourcesAreTidy() {
    Tidy.check();
  }
}

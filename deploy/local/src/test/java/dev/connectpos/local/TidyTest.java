package dev.connectpos.local;

import dev.connectpos.testkit.Tidy;
import org.junit.jupiter.api.Test;

class TidyTest {
  @Test
  void sourcesFollowTheHouseRules() {
    Tidy.check();
  }
}

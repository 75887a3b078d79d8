package dev.connectpos.terminal;

import dev.connectpos.testkit.Tidy;
import org.junit.jupiter.api.Test;

class TidyTest {
  @Test
  void sourcesHoldNothingThatIsBanned() {
    Tidy.check();
  }
}

package dev.connectpos.order;

import dev.connectpos.testkit.Tidy;
import org.junit.jupiter.api.Test;

final class TidyTest {

  @Test
  void sourcesHoldNothingForbidden() {
    Tidy.check();
  }
}

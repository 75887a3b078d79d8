package dev.connectpos.acquirer;

import dev.connectpos.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void packagesDependAsTheHouseStyleSays() {
    ArchitectureRules.check("dev.connectpos.acquirer");
  }
}

package dev.connectpos.terminal;

import dev.connectpos.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void importsOnlyWhatItsPlaceAllows() {
    ArchitectureRules.check("dev.connectpos.terminal");
  }
}

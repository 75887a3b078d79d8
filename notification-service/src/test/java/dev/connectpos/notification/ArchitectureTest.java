package dev.connectpos.notification;

import dev.connectpos.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void importsOnlyWhatEachPackageMay() {
    ArchitectureRules.check("dev.connectpos.notification");
  }
}

package dev.connectpos.order;

import dev.connectpos.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

  @Test
  void packagesKeepToTheirNeighbours() {
    ArchitectureRules.check("dev.connectpos.order");
  }
}

package dev.connectpos.order.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LenientPathsTest {

  @ParameterizedTest
  @CsvSource({
    "/core/v5/orders, /core/v5/orders",
    "/core/v5/Orders/, /core/v5/orders",
    "/CORE/v5/Orders/or_0SjZr6kQx2bW9dLm/Closed/, /core/v5/orders/or_0SjZr6kQx2bW9dLm/closed",
    "/PosConnect/v1/Terminals/MAGIC-Ok1/Activation/, /posconnect/v1/terminals/MAGIC-Ok1/activation",
    "//core//v5/orders, /core/v5/orders",
    "/, /"
  })
  void lowersTheRouteAndLeavesIdsAlone(String path, String normal) {
    assertThat(LenientPaths.normal(path)).isEqualTo(normal);
  }
}

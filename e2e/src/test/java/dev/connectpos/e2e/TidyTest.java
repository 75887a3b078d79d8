package dev.connectpos.e2e;

import dev.connectpos.testkit.Tidy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TidyTest {

  @Test
  void thisModuleIsTidy() {
    Tidy.check();
  }

  /** These come before testkit in the build and cannot ask it themselves. */
  @ParameterizedTest
  @ValueSource(strings = {"../schemas", "../libs/money"})
  void modulesBelowTestkitAreTidy(String module) {
    Tidy.check(Path.of(module));
  }
}

package dev.connectpos.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.emulator.MagicTerminal;
import dev.connectpos.local.seed.Seed;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoTest {
  private static final Demo.Since SCREEN = new Demo.Since("the screen", Instant.EPOCH);

  @Test
  void aHopIsToldWithItsTime() {
    assertThat(Demo.line("captured → webhook", "charge.paid", SCREEN, Instant.ofEpochMilli(34)))
        .isEqualTo("  captured → webhook       34.0 ms   charge.paid");
  }

  @Test
  void aHopThatEndsBeforeItsBeginningIsSeenHasNoTimeButAReason() {
    assertThat(Demo.line("captured → webhook", "charge.paid", SCREEN, Instant.ofEpochMilli(-3)))
        .isEqualTo("  captured → webhook          –      charge.paid (before the screen)");
  }

  @Test
  void theDemoTerminalsAreNoMagicOnes() {
    assertThat(List.of(Seed.DIRECT_SERIAL, Seed.LISTED_SERIAL)).noneMatch(MagicTerminal::isMagic);
  }
}

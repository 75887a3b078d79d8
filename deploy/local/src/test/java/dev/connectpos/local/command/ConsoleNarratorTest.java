package dev.connectpos.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConsoleNarratorTest {

  @Test
  void nothingIsReadyAfterStopping() {
    var written = new StringWriter();
    var narrator = new ConsoleNarrator(new PrintWriter(written));
    narrator.ready("kafka", 19_092, Duration.ofMillis(4_200));
    narrator.stopping();
    narrator.ready("registry", 8085, Duration.ofMillis(1));
    narrator.notice("kafka died");
    narrator.say(() -> written.append("Connect is up"));
    assertThat(written.toString().lines())
        .containsExactly(
            "  kafka                  ready on port 19092     4.2 s", "", "Stopping …");
  }
}

package dev.connectpos.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulatorSettingsTest {
  private static final Map<String, String> LEAST =
      Map.of(
          "CONNECT_DB_URL", "jdbc:postgresql://db/network",
          "CONNECT_DB_USER", "network",
          "CONNECT_DB_PASSWORD", "hidden");

  @Test
  void keepsToLoopbackUnlessToldOtherwise() {
    var settings = SimulatorSettings.of(LEAST);
    assertThat(settings.listen()).isEqualTo("127.0.0.1");
    assertThat(settings.port()).isEqualTo(8583);
    assertThat(settings.toString()).doesNotContain("hidden");
  }

  @Test
  void readsDurationsAsPeopleWriteThem() {
    assertThat(with("CONNECT_SIMULATOR_LATENCY", "250ms").latency())
        .isEqualTo(Duration.ofMillis(250));
    assertThat(with("CONNECT_SIMULATOR_SLOW", "4s").slow()).isEqualTo(Duration.ofSeconds(4));
    assertThat(with("CONNECT_SIMULATOR_PROCESSING", "2m").processing())
        .isEqualTo(Duration.ofMinutes(2));
    assertThatThrownBy(() -> with("CONNECT_SIMULATOR_LATENCY", "soon"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void doesNotStartWithoutABook() {
    assertThatThrownBy(() -> SimulatorSettings.of(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("CONNECT_DB_URL must be set");
  }

  private static SimulatorSettings with(String name, String value) {
    var environment = new HashMap<>(LEAST);
    environment.put(name, value);
    return SimulatorSettings.of(environment);
  }
}

package dev.connectpos.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectpos.clock.ShiftableClock;
import dev.connectpos.testkit.Backends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Production: whatever is said of a test clock, this service's is the real one. */
@QuarkusTest
@WithTestResource(Backends.class)
@TestProfile(TestClockOffIT.Production.class)
class TestClockOffIT {
  /** As production is. */
  public static class Production implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("connect.test-clock.enabled", "false");
    }
  }

  @Inject ShiftableClock clock;
  @Inject AgroalDataSource database;

  @Test
  void theEventIsIgnoredWithAWarning() throws Exception {
    var warnings = new Warnings();
    Logger logger = Logger.getLogger("dev.connectpos.clock.TestClock");
    logger.addHandler(warnings);
    try (var log = new EventLog()) {
      log.putForward(Duration.ofDays(180), 1);
      await().atMost(Duration.ofSeconds(30)).until(() -> !warnings.seen.isEmpty());
    } finally {
      logger.removeHandler(warnings);
    }
    assertThat(clock.ahead()).isEqualTo(Duration.ZERO);
    try (var connection = database.getConnection();
        var row = connection.createStatement().executeQuery("SELECT * FROM test_clock")) {
      assertThat(row.next()).isFalse();
    }
  }

  private static final class Warnings extends Handler {
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord line) {
      seen.add(line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}

package dev.connectpos.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.connectpos.clock.ShiftableClock;
import dev.connectpos.testkit.Backends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The clock that acquirer-service puts forward. In an application of its own: it stays so. */
@QuarkusTest
@WithTestResource(Backends.class)
@TestProfile(TestClockIT.Apart.class)
class TestClockIT {
  /** Nothing is looked for but when somebody says so. */
  public static class Apart implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("connect.orders.scan-interval", "1h");
    }
  }

  @Inject ShiftableClock clock;
  @Inject AgroalDataSource database;

  @Test
  void anOrderExpiresWithTheSystemsClockWhichNeverGoesBack() throws Exception {
    try (var log = new EventLog()) {
      var merchant = Merchant.open(log);
      String order =
          merchant
              .place(merchant.order(1990).replaceFirst("\\{", "{\"expires_in\": 604800, "))
              .then()
              .statusCode(200)
              .extract()
              .path("id");

      log.putForward(Duration.ofDays(8), 1);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> merchant.get(order).then().body("status", equalTo("canceled")));

      log.putForward(Duration.ofDays(1), 2);
      log.putForward(Duration.ofDays(9), 3);
      await().atMost(Duration.ofSeconds(30)).until(() -> clock.ahead().equals(Duration.ofDays(9)));
      try (var connection = database.getConnection();
          var row =
              connection.createStatement().executeQuery("SELECT ahead_micros FROM test_clock")) {
        row.next();
        assertThat(row.getLong(1)).isEqualTo(Duration.ofDays(9).toNanos() / 1000);
      }
    }
  }
}

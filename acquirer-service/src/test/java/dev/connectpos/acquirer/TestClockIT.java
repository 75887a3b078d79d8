package dev.connectpos.acquirer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.connectpos.acquirer.Terminals.Sale;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Rules of days, tried by putting the clock forward. In an application of its own: it stays so. */
@QuarkusTest
@WithTestResource(Outside.class)
@TestProfile(TestClockIT.Apart.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TestClockIT {
  /** Another application than the other tests have. */
  public static class Apart implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("connect.acquirer.confirm-within", "30s");
    }
  }

  @Inject Terminals terminals;
  @Inject EventLog log;
  @Inject Rows rows;
  @Inject Till till;
  @Inject Clock clock;

  @ConfigProperty(name = "connect.admin-token")
  String adminToken;

  @Test
  @Order(1)
  void showsTheRealTimeAndNeedsAnOperator() {
    operator().get("/acquirer/v1/test-clock").then().body("offset", equalTo("PT0S"));
    given().get("/acquirer/v1/test-clock").then().statusCode(401);
    operator()
        .body("{\"offset\":\"tomorrow\"}")
        .put("/acquirer/v1/test-clock")
        .then()
        .statusCode(400);
  }

  @Test
  @Order(2)
  void aDayLaterWhatGoesBackIsARefund() {
    Sale sale = till.captured(100_00);
    putForward("P1D");
    terminals.cancel(sale, 1, "cancel_1", 40_00L);
    log.awaitTypes(sale, "payment.authorized", "payment.captured", "payment.refunded");
  }

  @Test
  @Order(3)
  void afterSevenDaysAHoldExpires() {
    Sale sale = till.held(100_00);
    putForward("P8DT1S");
    log.awaitTypes(sale, "payment.authorized", "payment.confirmed", "payment.expired");
    assertThat(till.held(sale)).isFalse();
  }

  @Test
  @Order(4)
  void everyChangeIsStatedOnceForTheOtherServices() {
    putForward("P8DT1S");
    assertThat(
            rows.number(
                "SELECT count(*) FROM outbox WHERE topic = 'clock.events.v1'"
                    + " AND aggregate_id = 'clock' AND type = 'clock.put_forward'"))
        .isEqualTo(2);
    assertThat(rows.number("SELECT version FROM test_clock")).isEqualTo(2);
  }

  @Test
  @Order(5)
  void goesForwardOnlyAndIsKept() {
    operator().body("{\"offset\":\"P1D\"}").put("/acquirer/v1/test-clock").then().statusCode(400);
    assertThat(rows.number("SELECT ahead_micros FROM test_clock"))
        .isEqualTo(Duration.ofDays(8).plusSeconds(1).toNanos() / 1000);
    assertThat(clock.instant()).isAfter(Instant.now().plus(Duration.ofDays(8)));
  }

  private void putForward(String offset) {
    operator()
        .body("{\"offset\":\"%s\"}".formatted(offset))
        .put("/acquirer/v1/test-clock")
        .then()
        .statusCode(200)
        .body("offset", equalTo(Duration.parse(offset).toString()));
  }

  private RequestSpecification operator() {
    return given().header("Authorization", "Bearer " + adminToken).contentType("application/json");
  }
}

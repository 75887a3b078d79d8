package dev.connectpos.terminal;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operators' routes that every service has. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(StubAcquirer.class)
class OperationsIT {
  @Inject EventLog log;

  @ParameterizedTest
  @CsvSource({
    "GET, /terminal/v1/journal?subject=or_1",
    "GET, /terminal/v1/parked-messages",
    "POST, /terminal/v1/parked-messages/1/replay",
    "POST, /terminal/v1/parked-messages/replay?topic=order.events.v1&key=x"
  })
  void areForOperatorsOnly(String method, String path) {
    given().request(method, path).then().statusCode(401).body("code", equalTo("unauthorized"));
  }

  @Test
  void whatIsSaidOfATerminalIsInTheJournal() {
    Shop shop = Shop.open(log);
    operator()
        .get("/terminal/v1/journal?subject=" + shop.terminal)
        .then()
        .statusCode(200)
        .body("data.type", hasItem("terminal.registered"))
        .body("data[0].service", equalTo("terminal-service"))
        .body("data[0].aggregate_id", equalTo(shop.terminal));
  }

  @Test
  void saysWhatIsWrongAndWhatWaits() {
    operator()
        .get("/terminal/v1/journal")
        .then()
        .statusCode(422)
        .body("code", equalTo("invalid_field"))
        .body("field", equalTo("correlation_id"));
    operator().get("/terminal/v1/parked-messages").then().statusCode(200);
    operator()
        .post("/terminal/v1/parked-messages/replay?topic=nobody.events.v1&key=x")
        .then()
        .statusCode(200)
        .body("replayed", equalTo(0));
  }

  private static RequestSpecification operator() {
    return given().header("Authorization", "Bearer test-admin-token");
  }
}

package dev.connectpos.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.connectpos.account.events.v1.AccountEvent;
import dev.connectpos.account.events.v1.AccountOpened;
import dev.connectpos.account.events.v1.ApiKeyIssued;
import dev.connectpos.order.domain.ApiKey;
import dev.connectpos.terminal.events.v1.OrderShown;
import dev.connectpos.terminal.events.v1.TerminalMode;
import dev.connectpos.terminal.events.v1.TerminalRegistered;
import dev.connectpos.testkit.Backends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service as operators and integrators meet it. */
@QuarkusTest
@WithTestResource(Backends.class)
class ServiceIT {
  @Inject AgroalDataSource database;

  private EventLog log;

  @BeforeEach
  void openLog() {
    log = new EventLog();
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void accountsAndKeysAreToldWithoutTheKey() {
    var merchant = Merchant.withoutTerminal("live");
    assertThat(merchant.account()).matches("acc_\\w{16}");
    assertThat(merchant.key()).matches("sk_\\w{16}");
    var events =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> log.ofAccount(merchant.account()), found -> found.size() == 2);
    assertThat(events.stream().map(AccountEvent::getAggregateVersion)).containsExactly(1L, 2L);
    var opened = (AccountOpened) events.get(0).getPayload();
    assertThat(opened.getTimeZone()).isEqualTo("America/Sao_Paulo");
    var issued = (ApiKeyIssued) events.get(1).getPayload();
    assertThat(issued.getKeySha256()).isEqualTo(ApiKey.sha256(merchant.key()));
    assertThat(events.toString()).doesNotContain(merchant.key());
  }

  /** What migrations need is not left behind on a connection of the pool. */
  @Test
  void everyConnectionWaitsForALockFiveSecondsAtMost() throws Exception {
    var borrowed = new ArrayList<Connection>();
    try {
      for (int i = 0; i < 12; i++) {
        var connection = database.getConnection();
        borrowed.add(connection);
        try (var statement = connection.createStatement();
            var limit = statement.executeQuery("SHOW lock_timeout")) {
          assertThat(limit.next()).isTrue();
          assertThat(limit.getString(1)).isEqualTo("5s");
        }
      }
    } finally {
      for (Connection connection : borrowed) {
        connection.close();
      }
    }
  }

  @Test
  void ordersFollowATerminalThatChangesItsMode() {
    var merchant = Merchant.withoutTerminal("test");
    var id = "term_" + merchant.account().substring("acc_".length());
    register(merchant, id, 1, TerminalMode.LISTED);
    var shown = new OrderShown(id, merchant.account(), merchant.serial(), "or_0000000000000000");
    log.publish(id, EventLog.terminalEvent("terminal.order_shown", 2, shown));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                merchant
                    .place(merchant.order(1990))
                    .then()
                    .statusCode(422)
                    .body("code", equalTo("terminal_not_direct")));
    register(merchant, id, 3, TerminalMode.DIRECT);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> merchant.place(merchant.order(1990)).statusCode() == 200);
  }

  @Test
  void pathsAndHeadersAreReadLeniently() {
    var merchant = Merchant.open(log);
    var order =
        merchant
            .pdv()
            .header("ServiceRefererName", "")
            .body(merchant.order(1990))
            .post("/core/v5/Orders/")
            .then()
            .statusCode(200)
            .body("id", matchesPattern("or_\\w{16}"))
            .body("items[0].id", matchesPattern("oi_\\w{16}"))
            .body("customer.id", matchesPattern("cus_\\w{16}"))
            .body("created_at", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"))
            .body("poi_payment_settings.payment_setup.type", equalTo("credit"))
            .extract()
            .<String>path("id");
    merchant.pdv().get("/core/V5/orders/" + order + "/?&&&").then().statusCode(200);
    given()
        .auth()
        .preemptive()
        .basic(merchant.key(), "")
        .patch("/core/v5/orders/" + order + "/Closed/")
        .then()
        .statusCode(412);
  }

  @Test
  void requestsAreNamedAsTheCallerNamesThem() {
    var merchant = Merchant.open(log);
    var order =
        merchant
            .pdv()
            .header("X-Request-Id", "pdv-42")
            .body(merchant.order(1990))
            .post("/core/v5/orders")
            .then()
            .header("X-Request-Id", "pdv-42")
            .extract()
            .<String>path("id");
    var placed =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> log.ofOrder(order), found -> found.size() == 1)
            .getFirst();
    assertThat(placed.getCorrelationId()).isEqualTo("pdv-42");
    merchant.get(order).then().header("X-Request-Id", matchesPattern("[0-9a-f]{32}"));
    merchant
        .pdv()
        .header("X-Request-Id", "no spaces, please")
        .get("/core/v5/orders/" + order)
        .then()
        .header("X-Request-Id", matchesPattern("[0-9a-f]{32}"));
  }

  @Test
  void tellsOfItself() {
    given().get("/q/health/live").then().statusCode(200);
    given().get("/q/health/ready").then().statusCode(200);
    given().get("/q/health/started").then().statusCode(200);
    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("connect_orders_placed_total"));
    given()
        .get("/q/openapi")
        .then()
        .statusCode(200)
        .body(containsString("/core/v5/orders/{id}/closed"))
        .body(containsString("Mesa 3"));
    given().get("/q/swagger-ui/").then().statusCode(200);
  }

  private void register(Merchant merchant, String id, long version, TerminalMode mode) {
    var registered =
        new TerminalRegistered(id, merchant.account(), merchant.serial(), "S920", mode, true, null);
    log.publish(id, EventLog.terminalEvent("terminal.registered", version, registered));
  }
}

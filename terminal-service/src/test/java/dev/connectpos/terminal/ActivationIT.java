package dev.connectpos.terminal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.terminal.events.v1.TerminalMode;
import dev.connectpos.terminal.events.v1.TerminalRegistered;
import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Terminals that operators activate, switch and deactivate from afar (T1, T4). */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(StubAcquirer.class)
class ActivationIT {
  @Inject EventLog log;
  @Inject Tables tables;

  private Shop shop;

  @BeforeEach
  void openShop() {
    shop = Shop.open(log);
  }

  @Test
  void deactivatedTerminalTakesNoOrderAndSellsStandalone() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.nextOrder();
      deactivate(shop.terminal).statusCode(200).body("active", equalTo(false));
      assertThat(terminal.next("activation").path("active").asBoolean()).isFalse();
      JsonNode withdrawn = terminal.next("order.withdraw");
      assertThat(withdrawn.path("order_id").asText()).isEqualTo(order);
      assertThat(withdrawn.path("reason").asText()).isEqualTo("released");
      assertThat(tables.order(order)).isEqualTo("QUEUED");
      String later = shop.placeOrder();
      await().until(() -> tables.order(later).equals("QUEUED"));
      terminal.send(Shop.start(order, shop.newAttempt()));
      terminal.nextError("order_not_here");

      EventLog.Attempt sale = shop.startSale(terminal, 700);
      log.authorized(sale);
      terminal.nextResult("approved");
      shop.confirm(terminal, sale);
      log.captured(sale);
      terminal.nextResult("captured");

      activate(shop.terminal, "direct").statusCode(200).body("active", equalTo(true));
      assertThat(terminal.next("activation").path("active").asBoolean()).isTrue();
      assertThat(terminal.nextOrder()).isEqualTo(order);
    }
  }

  @Test
  void paymentUnderWayIsSeenToItsEnd() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.nextOrder();
      EventLog.Attempt attempt = shop.start(terminal, order);
      deactivate(shop.terminal).statusCode(200);
      terminal.next("activation");
      assertThat(tables.order(order)).isEqualTo("PAYING");
      log.authorized(attempt);
      terminal.nextResult("approved");
      shop.confirm(terminal, attempt);
      log.captured(attempt);
      terminal.nextResult("captured");
      assertThat(tables.order(order)).isEqualTo("PAID");
    }
  }

  @Test
  void orderWhosePaymentIsDeclinedMeanwhileWaitsOn() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.nextOrder();
      EventLog.Attempt attempt = shop.start(terminal, order);
      deactivate(shop.terminal).statusCode(200);
      terminal.next("activation");
      log.declined(attempt);
      terminal.nextResult("declined");
      terminal.next("order.withdraw");
      assertThat(tables.order(order)).isEqualTo("QUEUED");
    }
  }

  @Test
  void listedOrderGoesBackToTheLists() {
    Shop listed = Shop.openListed(log);
    String order = listed.placeListed();
    await().until(() -> tables.order(order).equals("LISTED"));
    try (TestTerminal terminal = listed.connectIdle()) {
      terminal.send(Shop.act("pick", order));
      terminal.nextOrder();
      deactivate(listed.terminal).statusCode(200);
      terminal.next("activation");
      assertThat(terminal.next("order.withdraw").path("reason").asText()).isEqualTo("released");
      terminal.send(Shop.list(""));
      assertThat(terminal.next("order.listed").path("orders")).isEmpty();
      terminal.send(Shop.act("pick", order));
      terminal.nextError("order_not_here");
    }
  }

  @Test
  void welcomeTellsTheActivationAndEveryChangeIsStatedOnce() {
    deactivate(shop.terminal).statusCode(200);
    deactivate(shop.terminal).statusCode(200);
    String order = shop.placeOrder();
    await().until(() -> tables.order(order).equals("QUEUED"));
    try (TestTerminal terminal = shop.connect()) {
      JsonNode welcome = terminal.next("welcome");
      assertThat(welcome.path("active").asBoolean()).isFalse();
      assertThat(welcome.path("mode").asText()).isEqualTo("direct");
      assertThat(welcome.has("order")).isFalse();
      activate(shop.terminal, "listed").statusCode(200).body("mode", equalTo("listed"));
      activate(shop.terminal, "listed").statusCode(200);
      JsonNode activation = terminal.next("activation");
      assertThat(activation.path("active").asBoolean()).isTrue();
      assertThat(activation.path("mode").asText()).isEqualTo("listed");
      assertThat(terminal.nextOrder()).isEqualTo(order);
    }
    await().until(() -> registrations().size() == 3);
    assertThat(registrations())
        .extracting(TerminalRegistered::getActive, TerminalRegistered::getMode)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(true, TerminalMode.DIRECT),
            org.assertj.core.groups.Tuple.tuple(false, TerminalMode.DIRECT),
            org.assertj.core.groups.Tuple.tuple(true, TerminalMode.LISTED));
    shop.shown().body("active", equalTo(true)).body("mode", equalTo("listed"));
  }

  @Test
  void onlyOperatorsDoThisAndOnlyToTerminals() {
    deactivate("term_none").statusCode(404);
    activate("term_none", "direct").statusCode(404);
    activate(shop.terminal, "sideways").statusCode(422).body("field", equalTo("mode"));
    given()
        .delete("/terminal/v1/terminals/" + shop.terminal + "/activation")
        .then()
        .statusCode(401);
    shop.shown().body("active", equalTo(true));
  }

  private List<TerminalRegistered> registrations() {
    return log.eventsOf(shop.terminal).stream()
        .map(event -> event.getPayload())
        .filter(TerminalRegistered.class::isInstance)
        .map(TerminalRegistered.class::cast)
        .toList();
  }

  private static ValidatableResponse activate(String terminal, String mode) {
    return operator()
        .body(Map.of("mode", mode))
        .put("/terminal/v1/terminals/" + terminal + "/activation")
        .then();
  }

  private static ValidatableResponse deactivate(String terminal) {
    return operator().delete("/terminal/v1/terminals/" + terminal + "/activation").then();
  }

  private static RequestSpecification operator() {
    return given()
        .header("Authorization", "Bearer test-admin-token")
        .contentType("application/json");
  }
}

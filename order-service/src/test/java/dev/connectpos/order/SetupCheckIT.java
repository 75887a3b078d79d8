package dev.connectpos.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.connectpos.account.events.v1.SetupCheckStarted;
import dev.connectpos.charge.commands.v1.CancelPayment;
import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A set-up is proved with R$ 1,00 that goes back by itself (A13). */
@QuarkusTest
@WithTestResource(Backends.class)
class SetupCheckIT {
  private EventLog log;
  private Merchant merchant;

  @BeforeEach
  void openShop() {
    log = new EventLog();
    merchant = Merchant.open(log);
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void isPaidAndClosedAndItsMoneyAskedBackOnce() {
    var order = start("k").then().statusCode(200).body("amount", equalTo(100)).extract();
    var id = order.<String>path("id");
    start("k").then().header("Idempotency-Replayed", "true").body("id", equalTo(id));
    var started =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () ->
                    log.ofAccount(merchant.account()).stream()
                        .map(event -> event.getPayload())
                        .filter(SetupCheckStarted.class::isInstance)
                        .map(SetupCheckStarted.class::cast)
                        .toList(),
                found -> !found.isEmpty());
    assertThat(started)
        .singleElement()
        .satisfies(
            check -> {
              assertThat(check.getOrderId()).isEqualTo(id);
              assertThat(check.getTerminalSerial()).isEqualTo(merchant.serial());
            });
    var payment = "pay_" + id.substring(3);
    var messages = new PaymentMessages(payment, id, merchant.account());
    log.publish(payment, messages.captured(1, 100));
    log.publish(payment, messages.captured(1, 100));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                merchant
                    .get(id)
                    .then()
                    .body("status", equalTo("canceled"))
                    .body("closed", equalTo(true)));
    var commands =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> log.ofPayment(payment), found -> !found.isEmpty());
    assertThat(commands).hasSize(1);
    var cancel = (CancelPayment) commands.getFirst().getPayload();
    log.publish(payment, messages.voided(2, cancel.getRequestId(), 100));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> merchant.get(id).then().body("charges[0].status", equalTo("canceled")));
    assertThat(log.ofPayment(payment)).hasSize(1);
  }

  @Test
  void isStartedByAnOperatorToo() {
    var path = "/admin/v1/accounts/" + merchant.account() + "/setup-checks";
    Merchant.admin(path, Map.of("serial_number", merchant.serial()))
        .then()
        .statusCode(200)
        .body("amount", equalTo(100));
    Merchant.admin(path, Map.of("serial_number", "NOBODY"))
        .then()
        .statusCode(422)
        .body("code", equalTo("terminal_unknown"));
    Merchant.admin(path, Map.of()).then().statusCode(422);
    Merchant.admin(
            "/admin/v1/accounts/acc_0000000000000000/setup-checks", Map.of("serial_number", "S"))
        .then()
        .statusCode(404);
  }

  private Response start(String key) {
    return merchant
        .pdv()
        .header("Idempotency-Key", key)
        .body(Map.of("serial_number", merchant.serial()))
        .post("/posconnect/v1/setup-checks");
  }
}

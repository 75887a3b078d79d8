package dev.connectpos.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operators' routes that every service has. */
@QuarkusTest
@WithTestResource(Backends.class)
class OperationsIT {
  private static final String JOURNAL = "/orders/v1/journal";

  @ParameterizedTest
  @CsvSource({
    "GET, /orders/v1/journal?subject=or_1",
    "GET, /orders/v1/parked-messages",
    "POST, /orders/v1/parked-messages/1/replay",
    "POST, /orders/v1/parked-messages/replay?topic=payment.events.v1&key=x"
  })
  void areForOperatorsOnly(String method, String path) {
    var pdv = Merchant.withoutTerminal("test").pdv();
    pdv.request(method, path).then().statusCode(401).body("code", equalTo("unauthorized"));
    given().request(method, path).then().statusCode(401).contentType("application/problem+json");
  }

  @Test
  void theStoryOfAnOrderIsFoundByItsIdAndItsPayments() {
    try (var log = new EventLog();
        var pdv = Executors.newVirtualThreadPerTaskExecutor()) {
      var merchant = Merchant.open(log);
      var order = merchant.placed(5000);
      var payment = new PaymentMessages("pay_journal0000000001", order, merchant.account());
      log.publish(payment.payment(), payment.confirmed(1, 5000));
      String charge =
          await()
              .atMost(Duration.ofSeconds(30))
              .until(() -> merchant.get(order).path("charges[0].id"), id -> id != null);
      Callable<Integer> capture =
          () -> merchant.pdv().post("/core/v5/charges/" + charge + "/capture").statusCode();
      var _ = pdv.submit(capture);

      String question = JOURNAL + "?subject=" + order + "&subject=" + payment.payment();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(operator().get(question).<List<String>>path("data.type"))
                      .containsExactly("order.placed", "charge.pending", "charge.capture"));
      var rows = operator().get(question).jsonPath();
      assertThat(rows.getList("data.service", String.class)).containsOnly("order-service");
      assertThat(rows.getString("data[0].topic")).isEqualTo("order.events.v1");
      assertThat(rows.getString("data[0].aggregate_id")).isEqualTo(order);
      assertThat(rows.getString("data[2].aggregate_type")).isEqualTo("charge");
      assertThat(rows.getString("data[0].correlation_id"))
          .isNotEqualTo(rows.getString("data[2].correlation_id"));
      assertThat(rows.getMap("data[0]")).doesNotContainKey("payload");

      operator()
          .get(JOURNAL + "?correlation_id=" + rows.getString("data[2].correlation_id"))
          .then()
          .statusCode(200)
          .body("data.type", equalTo(List.of("charge.capture")));
      pdv.shutdownNow();
    }
  }

  @Test
  void saysWhatAQuestionToTheJournalHasToHave() {
    operator()
        .get(JOURNAL)
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo("validation_failed"))
        .body(
            "errors.correlation_id[0]",
            equalTo("The query has to have 1 to 50 values of correlation_id and subject in all."));
    operator().get("/orders/v1/parked-messages").then().statusCode(200);
    operator()
        .post("/orders/v1/parked-messages/0/replay")
        .then()
        .statusCode(200)
        .body("replayed", equalTo(0));
  }

  private static RequestSpecification operator() {
    return given().header("Authorization", Merchant.ADMIN);
  }
}

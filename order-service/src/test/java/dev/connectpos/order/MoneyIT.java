package dev.connectpos.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.connectpos.order.OtherServices.Answer;
import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Balance and payables, from an acquirer that is played. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(OtherServices.class)
class MoneyIT {
  private EventLog log;
  private OtherServices.Played acquirer;
  private Merchant merchant;

  @BeforeEach
  void openShop() throws IOException {
    log = new EventLog();
    acquirer = new OtherServices.Played(_ -> Answer.problem(404, "account_not_found"));
    merchant = Merchant.open(log);
  }

  @AfterEach
  void close() {
    acquirer.close();
    log.close();
  }

  @Test
  void theBalanceIsTheAcquirers() {
    merchant.pdv().get("/core/v5/balance").then().statusCode(404);
    acquirer.plays(
        _ ->
            new Answer(
                200,
                "{\"currency\":\"BRL\",\"available_amount\":7,\"waiting_funds_amount\":40,"
                    + "\"transferred_amount\":0}"));
    merchant
        .pdv()
        .get("/core/v5/balance")
        .then()
        .statusCode(200)
        .body("available_amount", equalTo(7))
        .body("waiting_funds_amount", equalTo(40));
    assertThat(acquirer.calls().getLast().route())
        .isEqualTo("GET /internal/v1/accounts/" + merchant.account() + "/balance");
    // What is not said is not made up.
    acquirer.plays(_ -> new Answer(200, "{\"currency\":\"BRL\"}"));
    merchant.pdv().get("/core/v5/balance").then().statusCode(503);
    acquirer.close();
    merchant.pdv().get("/core/v5/balance").then().statusCode(503);
  }

  @Test
  void payablesAreToldInCharges() {
    var order = merchant.placed(1990);
    var payment = new PaymentMessages("pay_payable000000001", order, merchant.account());
    log.publish(payment.payment(), payment.captured(1, 1990));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> merchant.get(order).then().body("charges", hasSize(1)));
    var charge = merchant.get(order).<String>path("charges[0].id");
    acquirer.plays(
        _ ->
            new Answer(
                200,
                "{\"data\":["
                    + payable(7, payment.payment())
                    + ","
                    + payable(8, "pay_unknown000000001")
                    + "],\"forward_cursor\":\"next\"}"));
    merchant
        .pdv()
        .queryParam("forward_cursor", "a&b")
        .get(
            "/core/v5/payables?charge_id="
                + charge
                + "&status=Paid&payment_date_since=2026-12-01&payment_date_until=2026-12-31"
                + "&created_until=2026-11-25&size=2")
        .then()
        .statusCode(200)
        .body("data.id", equalTo(List.of("7", "8")))
        .body("data[0].charge_id", equalTo(charge))
        .body("data[0].amount", equalTo(1990))
        .body("data[0].payment_date", equalTo("2026-12-23T00:00:00Z"))
        .body("data[1]", not(hasKey("charge_id")))
        .body("paging.forward_cursor", equalTo("next"));
    assertThat(acquirer.calls().getLast().route())
        .endsWith(
            "/payables?payment_id=pay_payable000000001&status=paid"
                + "&payment_date_since=2026-12-01&payment_date_until=2026-12-31"
                + "&created_until=2026-11-26T00%3A00%3A00Z&forward_cursor=a%26b&size=2");
    int asked = acquirer.calls().size();
    var other = Merchant.withoutTerminal("test");
    other
        .pdv()
        .get("/core/v5/payables?charge_id=" + charge)
        .then()
        .statusCode(200)
        .body("data", hasSize(0))
        .body("paging", not(hasKey("forward_cursor")));
    assertThat(acquirer.calls()).hasSize(asked);
    merchant
        .pdv()
        .get("/core/v5/payables?status=late&installment=x")
        .then()
        .statusCode(422)
        .body("errors", hasKey("status"))
        .body("errors", hasKey("installment"));
  }

  @Test
  void onePayableIsShownOr404() {
    acquirer.plays(_ -> new Answer(200, payable(7, "pay_unknown000000001")));
    merchant
        .pdv()
        .get("/core/v5/payables/7")
        .then()
        .statusCode(200)
        .body("id", equalTo("7"))
        .body("status", equalTo("waiting_funds"));
    acquirer.plays(_ -> Answer.problem(404, "payable_not_found"));
    merchant
        .pdv()
        .get("/core/v5/payables/x%2F..%2Fy")
        .then()
        .statusCode(404)
        .body("message", equalTo("Payable not found."));
  }

  private static String payable(int id, String payment) {
    return """
        {"id": %d, "payment_id": "%s", "order_id": "or_1", "status": "waiting_funds",
         "type": "credit", "amount": 1990, "fee": 40, "installment": 1,
         "payment_method": "credit_card", "payment_date": "2026-12-23",
         "accrual_at": "2026-11-23T14:03:31Z", "created_at": "2026-11-23T14:03:31Z"}
        """
        .formatted(id, payment);
  }
}

package dev.connectpos.acquirer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.connectpos.acquirer.Terminals.Sale;
import dev.connectpos.acquirer.application.Presentments;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(Outside.class)
class ApiIT {
  @Inject Terminals terminals;
  @Inject EventLog log;
  @Inject Rows rows;
  @Inject Presentments presentments;

  @ConfigProperty(name = "connect.admin-token")
  String adminToken;

  @ConfigProperty(name = "connect.internal-token")
  String internalToken;

  @ParameterizedTest
  @CsvSource({
    "GET, /acquirer/v1/totals",
    "GET, /acquirer/v1/payments?order_id=or_1",
    "GET, /acquirer/v1/payments/pay_1",
    "GET, /acquirer/v1/affiliations/acc_1/statement",
    "GET, /acquirer/v1/affiliations/acc_1",
    "PUT, /acquirer/v1/affiliations/acc_1/services/print",
    "GET, /acquirer/v1/affiliations/acc_1/chargebacks",
    "GET, /acquirer/v1/affiliations/acc_1/anticipations",
    "GET, /acquirer/v1/payments/pay_1/timeline",
    "POST, /acquirer/v1/payments/pay_1/resolution",
    "GET, /acquirer/v1/audit-log",
    "GET, /acquirer/v1/audit-log/verification",
    "GET, /acquirer/v1/journal?subject=pay_1",
    "GET, /acquirer/v1/parked-messages",
    "POST, /acquirer/v1/parked-messages/1/replay",
    "POST, /acquirer/v1/parked-messages/replay?topic=payment.commands.v1&key=x",
    "POST, /internal/v1/presentments",
    "POST, /internal/v1/payments/pay_1/card-match",
    "POST, /internal/v1/online-presentments",
    "POST, /internal/v1/card-tokens",
    "PUT, /internal/v1/cards/card_0000000000000000",
    "GET, /internal/v1/cards/card_0000000000000000",
    "GET, /internal/v1/cards",
    "PATCH, /internal/v1/cards/card_0000000000000000",
    "DELETE, /internal/v1/cards/card_0000000000000000"
  })
  void refusesWhoHasNoToken(String method, String path) {
    given()
        .contentType("application/json")
        .request(method, path)
        .then()
        .statusCode(401)
        .body("code", equalTo("unauthorized"));
  }

  @Test
  void theTokensAreNotInterchangeable() {
    given()
        .header("Authorization", "Bearer " + internalToken)
        .get("/acquirer/v1/totals")
        .then()
        .statusCode(401);
    given()
        .header("Authorization", "Bearer " + adminToken)
        .contentType("application/json")
        .body("{}")
        .post("/internal/v1/presentments")
        .then()
        .statusCode(401);
  }

  @ParameterizedTest
  @CsvSource({
    "attempt_id, ''",
    "terminal_serial, 'with space'",
    "ksn, 123",
    "ksn, GGGGGGGGGGGGGGGGGGGGGGGG",
    "iv, short",
    "data, '*'",
    "pin_block, 1234"
  })
  void namesTheFieldAtFaultAndNeverRepeatsIt(String field, String value) {
    Sale sale = terminals.sale();
    var card =
        terminals.seal(sale.attemptId(), Terminals.contents(Terminals.APPROVES, "3012"), "1234");
    var body = new HashMap<>(Terminals.body(sale.attemptId(), card));
    body.put(field, value);
    asService()
        .body(body)
        .post("/internal/v1/presentments")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("invalid_field"))
        .body("field", equalTo(field));
  }

  @ParameterizedTest
  @CsvSource(
      value = {"{|malformed_body", "[]|malformed_body", "{\"ksn\":[4]}|malformed_body"},
      delimiter = '|')
  void answersBadBodiesWithoutQuotingThem(String body, String code) {
    asService()
        .body(body)
        .post("/internal/v1/presentments")
        .then()
        .statusCode(400)
        .body("code", equalTo(code))
        .body(not(containsString("Exception")));
  }

  @Test
  void cardsThatNobodyComesForAreDeleted() throws SQLException {
    Sale sale = terminals.sale();
    String reference = terminals.present(sale, Terminals.APPROVES);
    rows.inOneTransaction(
        "UPDATE presentment SET expires_at = now() WHERE reference = '%s'".formatted(reference));
    terminals.authorize(sale, reference, 1);
    log.awaitTypes(sale, "payment.declined");
    String forgotten = terminals.present(terminals.sale(), Terminals.APPROVES);
    rows.inOneTransaction(
        "UPDATE presentment SET expires_at = now() WHERE reference = '%s'".formatted(forgotten));
    presentments.reap();
    assertThat(rows.number("SELECT count(*) FROM presentment WHERE reference = ?", forgotten))
        .isZero();
  }

  @Test
  void showsOperatorsAPayment() {
    Sale sale = terminals.sale();
    terminals.pay(sale, Terminals.APPROVES);
    log.awaitTypes(sale, "payment.authorized");
    terminals.confirm(sale, 2);
    log.awaitTypes(sale, "payment.authorized", "payment.captured");

    asOperator()
        .get("/acquirer/v1/payments/" + sale.paymentId())
        .then()
        .statusCode(200)
        .body("state", equalTo("captured"))
        .body("captured_minor", equalTo(1990))
        .body("card.brand", equalTo("Visa"))
        .body("card.last_four", equalTo("0010"))
        .body("created_at", matchesPattern(".*Z"))
        .body("cause", nullValue());
    asOperator()
        .get("/acquirer/v1/payments?order_id=" + sale.orderId())
        .then()
        .statusCode(200)
        .body("", hasSize(1))
        .body("[0].id", equalTo(sale.paymentId()));
  }

  @Test
  void totalsAgreeWithTheLedger() {
    Sale sale = terminals.sale();
    terminals.pay(sale, Terminals.APPROVES);
    log.awaitTypes(sale, "payment.authorized");
    terminals.confirm(sale, 2);
    log.awaitTypes(sale, "payment.authorized", "payment.captured");
    var totals = asOperator().get("/acquirer/v1/totals").then().statusCode(200).extract();
    assertThat(totals.<Integer>path("by_state.captured")).isPositive();
    assertThat(totals.<Integer>path("captured_minor")).isPositive();
    assertThat(totals.<Integer>path("captured_minor") - totals.<Integer>path("refunded_minor"))
        .isEqualTo(totals.<Integer>path("posted_minor"));
    assertThat(totals.<Integer>path("receivable_minor"))
        .isEqualTo(totals.<Integer>path("posted_minor"));
    assertThat(totals.<Integer>path("paid_minor"))
        .isEqualTo(totals.<Integer>path("posted_paid_minor"));
    assertThat(totals.<Integer>path("ledger_sum_minor")).isZero();
  }

  @Test
  void answersWhatIsNotThere() {
    asOperator()
        .get("/acquirer/v1/payments/pay_none")
        .then()
        .statusCode(404)
        .body("code", equalTo("not_found"));
    asOperator().get("/acquirer/v1/payments").then().statusCode(400);
    given().get("/nowhere").then().statusCode(404);
  }

  @Test
  void tellsHowItIs() {
    for (String check : new String[] {"live", "ready", "started"}) {
      await().untilAsserted(() -> given().get("/q/health/" + check).then().statusCode(200));
    }
    given().get("/q/openapi").then().statusCode(200).body(containsString("/acquirer/v1/totals"));
    Sale sale = terminals.sale();
    terminals.pay(sale, "4000000000000028");
    log.awaitTypes(sale, "payment.declined");
    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("connect_ledger_imbalance_minor 0.0"))
        .body(containsString("connect_ledger_unposted_minor 0.0"))
        .body(containsString("connect_ledger_unscheduled_minor 0.0"))
        .body(containsString("connect_settlement_overdue 0.0"))
        .body(containsString("connect_payment_unsettled{state=\"reversing\"}"))
        .body(containsString("connect_payment_events_total{code=\"1000\",event=\"declined\"}"))
        .body(containsString("connect_network_call_seconds_bucket{answer=\"declined\""));
  }

  private RequestSpecification asOperator() {
    return given().header("Authorization", "Bearer " + adminToken);
  }

  private RequestSpecification asService() {
    return given()
        .header("Authorization", "Bearer " + internalToken)
        .contentType("application/json");
  }
}

package dev.connectpos.acquirer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.connectpos.acquirer.Terminals.Sale;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The merchant's schedule: how it comes about, how it is read, and what the database refuses. */
@QuarkusTest
@WithTestResource(Outside.class)
class ReceivablesIT {
  @Inject Terminals terminals;
  @Inject EventLog log;
  @Inject Rows rows;
  @Inject Till till;

  @ConfigProperty(name = "connect.internal-token")
  String internalToken;

  @Test
  void aCaptureMakesOneForEachInstallment() {
    Sale sale = till.capturedIn(3, 100_00);
    // 3.49 %, by the table of fees.
    assertThat(schedule(sale))
        .containsExactly("credit 1 3334 117", "credit 2 3333 116", "credit 3 3333 116");
    assertThat(
            rows.number(
                "SELECT count(*) FROM receivable WHERE payment_id = ? AND status = 'waiting_funds'"
                    + " AND payment_date >= booked_on + 30 * installment"
                    + " AND payment_date <= booked_on + 30 * installment + 5",
                sale.paymentId()))
        .isEqualTo(3);
    till.agrees(sale, 100_00);
  }

  @Test
  void aLaterCaptureInPartIsWhatIsDue() {
    Sale sale = till.held(100_00);
    assertThat(schedule(sale)).isEmpty();
    terminals.capture(sale, 1, "capture_1", 60_00L);
    log.awaitTypes(sale, "payment.authorized", "payment.confirmed", "payment.captured");
    assertThat(schedule(sale)).containsExactly("credit 1 6000 179");
  }

  @Test
  void aRefundInPartTakesFromTheLatest() {
    Sale sale = till.capturedIn(3, 100_00);
    till.moveCaptures(sale, "captured_at - interval '1 day'");
    terminals.cancel(sale, 1, "cancel_1", 40_00L);
    log.awaitTypes(sale, "payment.authorized", "payment.captured", "payment.refunded");
    assertThat(schedule(sale))
        .containsExactly(
            "credit 1 3334 117",
            "credit 2 3333 116",
            "credit 3 3333 116",
            "refund 2 -667 -23",
            "refund 3 -3333 -116");
    // On the days of what they are taken from.
    assertThat(
            rows.number(
                "SELECT count(*) FROM receivable r JOIN receivable c USING (payment_id, installment)"
                    + " WHERE payment_id = ? AND r.kind = 'refund' AND c.kind = 'credit'"
                    + " AND r.due_on = c.due_on",
                sale.paymentId()))
        .isEqualTo(2);
    till.agrees(sale, 60_00);

    terminals.cancel(sale, 2, "cancel_2", null);
    log.awaitTypes(
        sale, "payment.authorized", "payment.captured", "payment.refunded", "payment.refunded");
    assertThat(left(sale)).isEqualTo("0 0");
    till.agrees(sale, 0);
  }

  @Test
  void aVoidOfTheSameDayLeavesNothing() {
    Sale sale = till.capturedIn(2, 100_00);
    terminals.cancel(sale, 1, "cancel_1", null);
    log.awaitTypes(sale, "payment.authorized", "payment.captured", "payment.voided");
    assertThat(left(sale)).isEqualTo("0 0");
    assertThat(
            rows.number(
                "SELECT count(*) FROM receivable WHERE payment_id = ? AND reason = 'void'",
                sale.paymentId()))
        .isEqualTo(2);
    till.agrees(sale, 0);
  }

  @Test
  void whatAnotherSaleOfTodayNeedsForItsVoidIsNotRefunded() throws SQLException {
    Sale old = till.capturedYesterday(100_00);
    Sale today = till.capturedIn(1, till.sale(100_00).in(old.accountId()));
    // As a settlement of the older sale leaves it.
    rows.inOneTransaction(
        "UPDATE affiliation_balance SET balance_minor = 9701 WHERE account_id = '%s'"
            .formatted(old.accountId()));
    terminals.cancel(old, 1, "cancel_1", 1L);
    log.awaitTypes(old, "payment.authorized", "payment.captured", "payment.cancel_refused");
    terminals.cancel(today, 1, "cancel_1", null);
    log.awaitTypes(today, "payment.authorized", "payment.captured", "payment.voided");
  }

  @Test
  void theBalanceIsWhatWaitsNetOfFees() {
    Sale sale = till.capturedIn(1, 100_00);
    get(sale, "/balance")
        .statusCode(200)
        .body("currency", equalTo("BRL"))
        .body("available_amount", equalTo(0))
        .body("waiting_funds_amount", equalTo(97_01))
        .body("transferred_amount", equalTo(0));
    asService("acc_nobody", "/balance").statusCode(404).body("code", equalTo("account_not_found"));
  }

  @Test
  void payablesAreReadByPages() {
    Sale sale = till.capturedIn(7, 70_00);
    var seen = new ArrayList<Integer>();
    String cursor = null;
    do {
      var page = get(sale, "/payables?size=3" + cursor(cursor)).statusCode(200);
      List<Integer> installments = page.extract().path("data.installment");
      seen.addAll(installments);
      cursor = page.extract().path("forward_cursor");
    } while (cursor != null);
    assertThat(seen).containsExactly(1, 2, 3, 4, 5, 6, 7);

    get(sale, "/payables?installment=3")
        .body("data", hasSize(1))
        .body("forward_cursor", nullValue())
        .body("data[0].payment_id", equalTo(sale.paymentId()))
        .body("data[0].order_id", equalTo(sale.orderId()))
        .body("data[0].status", equalTo("waiting_funds"))
        .body("data[0].type", equalTo("credit"))
        .body("data[0].amount", equalTo(10_00))
        .body("data[0].fee", equalTo(40))
        .body("data[0].payment_method", equalTo("credit_card"));
  }

  @Test
  void payablesAreFoundByWhatTheyAre() {
    Sale sale = till.capturedIn(3, 90_00);
    till.moveCaptures(sale, "captured_at - interval '1 day'");
    terminals.cancel(sale, 1, "cancel_1", 30_00L);
    log.awaitTypes(sale, "payment.authorized", "payment.captured", "payment.refunded");

    get(sale, "/payables?type=refund").body("data.amount", equalTo(List.of(-30_00)));
    get(sale, "/payables?type=credit&status=waiting_funds").body("data", hasSize(3));
    get(sale, "/payables?status=paid").body("data", hasSize(0));
    get(sale, "/payables?payment_id=" + sale.paymentId()).body("data", hasSize(4));
    get(sale, "/payables?payment_id=pay_other").body("data", hasSize(0));
    get(sale, "/payables?created_since=2020-01-01T00:00:00Z").body("data", hasSize(4));
    get(sale, "/payables?created_until=2020-01-01T00:00:00-03:00").body("data", hasSize(0));

    String last =
        get(sale, "/payables?installment=3&type=credit").extract().path("data[0].payment_date");
    get(sale, "/payables?payment_date_since=%s".formatted(last)).body("data", hasSize(2));
    var dated = get(sale, "/payables?size=1&payment_date_until=" + last).body("data", hasSize(1));
    String cursor = dated.extract().path("forward_cursor");
    get(sale, "/payables?payment_date_until=" + last + cursor(cursor)).body("data", hasSize(3));
    // It is of another order.
    get(sale, "/payables?size=10" + cursor(cursor)).statusCode(400);

    String id = get(sale, "/payables").extract().path("data[0].id");
    get(sale, "/payables/" + id).body("id", equalTo(id)).body("installment", equalTo(1));
    get(sale, "/payables/pyb_none").statusCode(404).body("code", equalTo("payable_not_found"));
    asService("acc_other", "/payables/" + id).statusCode(404);
  }

  @ParameterizedTest
  @CsvSource({
    "status, sold",
    "type, chargeback",
    "installment, one",
    "size, 0",
    "size, 1001",
    "payment_date_since, tomorrow",
    "created_since, 2026-11-25",
    "forward_cursor, '***'",
    "forward_cursor, YWJj"
  })
  void namesTheParameterAtFault(String field, String value) {
    given()
        .header("Authorization", "Bearer " + internalToken)
        .queryParam(field, value)
        .get("/internal/v1/accounts/acc_demo/payables")
        .then()
        .statusCode(400)
        .body("field", equalTo(field));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/balance", "/payables", "/payables/pyb_1"})
  void refusesWhoHasNoToken(String path) {
    given().get("/internal/v1/accounts/acc_demo" + path).then().statusCode(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE receivable SET amount_minor = amount_minor + 1",
        "UPDATE receivable SET due_on = due_on + 1, payment_date = payment_date + 1",
        "UPDATE receivable SET account_id = 'acc_other'",
        "DELETE FROM receivable",
        "TRUNCATE receivable CASCADE"
      })
  void theDatabaseRefusesToChangeASchedule(String sql) {
    till.capturedIn(1, 10_00);
    assertThatThrownBy(() -> rows.inOneTransaction(sql)).isInstanceOf(SQLException.class);
  }

  @Test
  void theDatabaseRefusesWhatDoesNotAgree() {
    Sale sale = till.capturedIn(2, 10_00);
    refuses("does not agree with its receivables", receivable(sale, 3, 1, 0));
    refuses("credited_once", receivable(sale, 1, 1, 0));
    refuses("sign_fits_kind", receivable(sale, 3, -1, 0));
    refuses("sign_fits_kind", receivable(sale, 3, 1, 2));
    // Settled by nothing, or by a settlement that does not add up or is not posted.
    refuses(
        "a receivable changes only when it is settled",
        "UPDATE receivable SET status = 'paid', settlement_id = 'stl_1' WHERE payment_id = '%s'"
            .formatted(sale.paymentId()));
    String settlement =
        """
        INSERT INTO settlement
          (settlement_id, account_id, currency, settled_on, gross_minor, fee_minor, net_minor,
           receivables, settled_at)
        SELECT 'stl_1', '%s', 'BRL', date '2099-01-01', 1000, 35, 965, %d, now()""";
    String settle =
        "UPDATE receivable SET status = 'paid', settlement_id = 'stl_1',"
            + " payment_date = date '2099-01-01' WHERE payment_id = '%s'";
    refuses(
        "settlement stl_1 does not agree",
        settlement.formatted(sale.accountId(), 1),
        settle.formatted(sale.paymentId()));
    refuses(
        "settlement stl_1 does not agree",
        settlement.formatted(sale.accountId(), 2),
        settle.formatted(sale.paymentId()));
  }

  private static String receivable(Sale sale, int installment, long minor, long fee) {
    return """
        INSERT INTO receivable
          (receivable_id, payment_id, account_id, kind, reason, installment, amount_minor, fee_minor,
           currency, due_on, payment_date, booked_on, created_at)
        VALUES ('pyb_x', '%s', '%s', 'credit', 'capture', %d, %d, %d, 'BRL', current_date,
                current_date, current_date, now())"""
        .formatted(sale.paymentId(), sale.accountId(), installment, minor, fee);
  }

  private void refuses(String why, String... statements) {
    assertThatThrownBy(() -> rows.inOneTransaction(statements))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(why);
  }

  private List<String> schedule(Sale sale) {
    return rows.texts(
        "SELECT kind || ' ' || installment || ' ' || amount_minor || ' ' || fee_minor"
            + " FROM receivable WHERE payment_id = ? ORDER BY kind, receivable_no",
        sale.paymentId());
  }

  private String left(Sale sale) {
    return rows.texts(
            "SELECT sum(amount_minor) || ' ' || sum(fee_minor) FROM receivable"
                + " WHERE payment_id = ?",
            sale.paymentId())
        .getFirst();
  }

  private static String cursor(@Nullable String cursor) {
    return cursor == null ? "" : "&forward_cursor=" + cursor;
  }

  private ValidatableResponse get(Sale sale, String path) {
    return asService(sale.accountId(), path);
  }

  private ValidatableResponse asService(String account, String path) {
    return given()
        .header("Authorization", "Bearer " + internalToken)
        .get("/internal/v1/accounts/" + account + path)
        .then();
  }
}

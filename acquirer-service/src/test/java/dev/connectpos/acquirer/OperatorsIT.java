package dev.connectpos.acquirer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.connectpos.acquirer.Terminals.Sale;
import dev.connectpos.acquirer.application.AuditLog;
import dev.connectpos.acquirer.application.Contradictions;
import dev.connectpos.acquirer.application.MerchantRequests;
import dev.connectpos.acquirer.domain.AuditEntry.Deed;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.RequestId;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators find, set right, and leave behind. */
@QuarkusTest
@WithTestResource(Outside.class)
class OperatorsIT {
  private static final String PAYMENTS = "/acquirer/v1/payments";
  private static final String AUDIT = "/acquirer/v1/audit-log";
  private static final String AUTHORIZED = "payment.authorized";
  private static final String CAPTURED = "payment.captured";
  private static final String REFUSED = "payment.cancel_refused";

  @Inject Terminals terminals;
  @Inject EventLog log;
  @Inject Rows rows;
  @Inject Till till;
  @Inject MerchantRequests requests;
  @Inject Contradictions contradictions;
  @Inject AuditLog audit;

  @ConfigProperty(name = "connect.admin-token")
  String adminToken;

  @Test
  void paymentsAreFoundByWhatIsKnownOfThem() {
    Sale sale = till.captured(100_00);
    var known = operator().get(PAYMENTS + "/" + sale.paymentId()).jsonPath();
    String period =
        "&created_from="
            + known.getString("created_at")
            + "&created_to="
            + Instant.parse(known.getString("created_at")).plusSeconds(1);
    for (String query :
        List.of(
            "account_id=" + sale.accountId(),
            "nsu=" + known.getString("nsu"),
            "authorization_code=" + known.getString("authorization_code") + period,
            "card_last_four=1111&account_id=" + sale.accountId(),
            "status=captured&amount=10000&account_id=" + sale.accountId() + period,
            "amount=10000&size=100" + period)) {
      operator()
          .get(PAYMENTS + "?" + query)
          .then()
          .statusCode(200)
          .body("data.id", hasItem(sale.paymentId()));
    }
    operator()
        .get(PAYMENTS + "?status=declined&account_id=" + sale.accountId() + period)
        .then()
        .body("data", hasSize(0));
    operator()
        .get(PAYMENTS + "?order_id=" + sale.orderId())
        .then()
        .body("id", equalTo(List.of(sale.paymentId())));
  }

  @Test
  void aListIsReadPageByPage() {
    Sale first = till.captured(10_00);
    var sales = new ArrayList<>(List.of(first));
    for (int i = 1; i < 5; i++) {
      Sale next = terminals.sale().in(first.accountId()).of(i * 20_00L);
      sales.add(till.capturedIn(1, next));
    }
    String list = PAYMENTS + "?size=2&account_id=" + first.accountId();
    var read = new ArrayList<String>();
    String cursor = "";
    while (cursor != null) {
      var page = operator().get(list + "&forward_cursor=" + cursor).jsonPath();
      assertThat(page.getList("data")).hasSizeLessThanOrEqualTo(2);
      read.addAll(page.getList("data.id", String.class));
      cursor = page.getString("forward_cursor");
    }
    assertThat(read).isEqualTo(sales.reversed().stream().map(Sale::paymentId).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "size=10, account_id",
    "status=captured, status",
    "account_id=acc_1&status=captured, status",
    "account_id=acc_1&amount=100, amount",
    "created_from=2026-11-01T00:00:00Z, account_id",
    "created_from=2026-01-01T00:00:00Z&created_to=2026-11-01T00:00:00Z, created_to",
    "created_from=yesterday, created_from",
    "nsu=12, nsu",
    "authorization_code=1, authorization_code",
    "card_last_four=411111, card_last_four",
    "account_id=acc_1&status=paid, status",
    "account_id=acc_1&forward_cursor=x, forward_cursor",
    "account_id=acc_1&size=101, size",
    "order_id=or_1&account_id=acc_1, order_id"
  })
  void whatNoIndexAnswersIsRefused(String query, String field) {
    operator()
        .get(PAYMENTS + "?" + query)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid_field"))
        .body("field", equalTo(field));
  }

  @Test
  void theTimelineTellsEveryEventWithItsCause() {
    Sale sale = till.capturedYesterday(100_51);
    terminals.cancel(sale, 1, "cancel_1", 40_00L);
    log.awaitTypes(sale, AUTHORIZED, CAPTURED, REFUSED);
    resolve(sale, "returned", "cancel_1").statusCode(200).body("refunded_minor", equalTo(40_00));
    log.awaitTypes(sale, AUTHORIZED, CAPTURED, REFUSED, "payment.refunded");
    till.agrees(sale, 60_51);

    var told =
        operator()
            .get(PAYMENTS + "/" + sale.paymentId() + "/timeline")
            .then()
            .statusCode(200)
            .body("data.event", equalTo(List.of(AUTHORIZED, CAPTURED, REFUSED, "payment.refunded")))
            .body("data.version", equalTo(List.of(1, 2, 3, 4)))
            .body(
                "data.cause.command",
                equalTo(
                    List.of(
                        "payment.authorize",
                        "payment.confirm",
                        "charge.cancel",
                        "payment.resolve")))
            .body("data[0].details.card.last_four", equalTo("1111"))
            .body("data[2].cause.by", equalTo("merchant"))
            .body("data[2].details.refused_by", equalTo("network"))
            .body("data[3].cause.by", startsWith("admin-token:"))
            .body("data[3].details.reason", equalTo("the network wrote"))
            .extract()
            .jsonPath();
    String deed = told.getString("data[3].cause.causation_id");
    var entry = auditOf(sale).getFirst();
    assertThat(entry)
        .containsEntry("id", deed)
        .containsEntry("action", "payment.resolve")
        .containsEntry("before", "captured, cancel_1 refused")
        .containsEntry("after", "captured, cancel_1 done")
        .containsEntry("reason", "the network wrote")
        .containsEntry("reference", "letter 4711");
    assertThat(String.valueOf(entry.get("actor"))).doesNotContain(adminToken);
    operator().get(PAYMENTS + "/pay_none/timeline").then().statusCode(404);
  }

  @Test
  void whatWasAskedInVainIsStatedByAnOperatorAndOnlyThen() throws SQLException {
    Sale sale = till.held(100_52);
    terminals.cancel(sale, 1, "cancel_1", null);
    log.awaitTypes(sale, AUTHORIZED, "payment.confirmed", REFUSED);
    // As if the network had not answered yet.
    rows.inOneTransaction(
        ("UPDATE cancellation SET status = 'asked', return_code = NULL, ended_at = NULL,"
                + " attempts = 5, due_at = now() + interval '1 hour' WHERE payment_id = '%s'")
            .formatted(sale.paymentId()),
        "UPDATE payment SET asked_minor = 10052, due_at = NULL WHERE payment_id = '%s'"
            .formatted(sale.paymentId()));
    resolve(sale, "returned", "cancel_1")
        .statusCode(409)
        .body("code", equalTo("still_being_asked"));
    rows.inOneTransaction(
        "UPDATE cancellation SET attempts = 6 WHERE payment_id = '%s'".formatted(sale.paymentId()));
    resolve(sale, "not_returned", "cancel_1")
        .statusCode(200)
        .body("state", equalTo("held"))
        .body("cancellations[0].status", equalTo("refused"));
    resolve(sale, "not_returned", "cancel_1").statusCode(200);
    assertThat(auditOf(sale)).as("what is so already is not noted again").hasSize(1);
    resolve(sale, "returned", "cancel_1").statusCode(200).body("state", equalTo("voided"));
    resolve(sale, "not_returned", "cancel_1")
        .statusCode(409)
        .body("code", equalTo("already_known"));
    log.awaitTypes(sale, AUTHORIZED, "payment.confirmed", REFUSED, REFUSED, "payment.voided");
    till.agrees(sale, 0);
  }

  @Test
  void aContradictionForWhichTheBooksHaveNoRoomIsSettledElsewhere() throws SQLException {
    Sale sale = till.capturedYesterday(100_52);
    terminals.cancel(sale, 1, "cancel_1", 40_00L);
    log.awaitTypes(sale, AUTHORIZED, CAPTURED, REFUSED);
    rows.inOneTransaction(
        "UPDATE affiliation_balance SET balance_minor = 100 WHERE account_id = '%s'"
            .formatted(sale.accountId()));
    resolve(sale, "settled_elsewhere", "cancel_1")
        .statusCode(409)
        .body("code", equalTo("no_contradiction"));
    long before = contradictions.open();
    requests.done(new PaymentId(sale.paymentId()), new RequestId("cancel_1"));
    assertThat(contradictions.open()).isEqualTo(before + 1);

    resolve(sale, "returned", "cancel_1")
        .statusCode(409)
        .body("code", equalTo("contradicts_refusal"));
    resolve(sale, "settled_elsewhere", "cancel_1").statusCode(200);
    assertThat(contradictions.open()).isEqualTo(before);
    assertThat(auditOf(sale))
        .singleElement()
        .satisfies(it -> assertThat(it).containsEntry("action", "contradiction.clear"));
    assertThat(till.balance(sale)).isEqualTo(1_00);
    rows.inOneTransaction(
        "UPDATE affiliation_balance SET balance_minor = 9751 WHERE account_id = '%s'"
            .formatted(sale.accountId()));
  }

  @Test
  void aResolutionNamesItsOutcomeReasonAndReference() {
    Sale sale = till.captured(100_00);
    for (String field : List.of("outcome", "request_id", "reason", "reference")) {
      var body = new HashMap<>(body("returned", "cancel_1"));
      body.put(field, " ");
      operator()
          .body(body)
          .post(PAYMENTS + "/" + sale.paymentId() + "/resolution")
          .then()
          .statusCode(400)
          .body("field", equalTo(field));
    }
    resolve(sale, "forgotten", "cancel_1").statusCode(400).body("field", equalTo("outcome"));
    resolve(sale, "returned", "cancel_1")
        .statusCode(409)
        .body("code", equalTo("unknown_cancellation"));
    resolve(sale, "released", "").statusCode(409).body("code", equalTo("nothing_to_release"));
    operator()
        .body(body("released", ""))
        .post(PAYMENTS + "/pay_none/resolution")
        .then()
        .statusCode(404);
  }

  @Test
  void aReplayOfParkedMessagesAndARetryLeaveATrace() {
    operator().post("/acquirer/v1/parked-messages/0/replay").then().statusCode(200);
    Sale sale = till.capturedYesterday(100_51);
    terminals.cancel(sale, 1, "cancel_1", 40_00L);
    log.awaitTypes(sale, AUTHORIZED, CAPTURED, REFUSED);
    terminals.retryCancellation(sale, 2, "retry_1", "cancel_1");
    log.awaitTypes(sale, AUTHORIZED, CAPTURED, REFUSED, "payment.refunded");
    assertThat(auditOf(sale))
        .singleElement()
        .satisfies(
            it ->
                assertThat(it)
                    .containsEntry("actor", "order-service")
                    .containsEntry("after", "cancel_1 retried as retry_1"));
    assertThat(entries())
        .anySatisfy(it -> assertThat(it).containsEntry("subject", "parked message 0"));
  }

  @Test
  void entriesOfManyAtOnceMakeOneChainThatRefusesChange() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writing = new ArrayList<Future<?>>();
      for (int i = 0; i < 20; i++) {
        var deed = new Deed("test", "test.write", "many at once", null, null, null, null);
        writing.add(threads.submit(() -> audit.announce(deed)));
      }
      for (Future<?> one : writing) {
        one.get();
      }
    }
    operator()
        .get(AUDIT + "/verification")
        .then()
        .statusCode(200)
        .body("intact", equalTo(true))
        .body("broken", nullValue());
    for (String change :
        List.of(
            "UPDATE audit_log SET reason = 'nothing'",
            "DELETE FROM audit_log",
            "TRUNCATE audit_log")) {
      assertThatThrownBy(() -> rows.inOneTransaction(change))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("the audit log is append only");
    }
  }

  @Test
  void whoeverTampersWithTheTriggerOffIsSeen() throws SQLException {
    audit.announce(new Deed("test", "test.write", "tampered", null, null, "the truth", null));
    audit.announce(new Deed("test", "test.write", "after it", null, null, null, null));
    long sequence =
        rows.number("SELECT max(sequence) FROM audit_log WHERE subject = ?", "tampered");
    tamper("UPDATE audit_log SET reason = 'a lie' WHERE sequence = " + sequence);
    try {
      operator()
          .get(AUDIT + "/verification")
          .then()
          .body("intact", equalTo(false))
          .body("entries", equalTo((int) sequence - 1))
          .body("broken.sequence", equalTo((int) sequence))
          .body("broken.rule", equalTo("its contents do not have its hash"));
    } finally {
      tamper("UPDATE audit_log SET reason = 'the truth' WHERE sequence = " + sequence);
    }
    operator().get(AUDIT + "/verification").then().body("intact", equalTo(true));
  }

  private void tamper(String sql) throws SQLException {
    rows.inOneTransaction(
        "ALTER TABLE audit_log DISABLE TRIGGER audit_log_append_only",
        sql,
        "ALTER TABLE audit_log ENABLE TRIGGER audit_log_append_only");
  }

  private List<Map<String, Object>> auditOf(Sale sale) {
    return entries().stream().filter(it -> sale.paymentId().equals(it.get("subject"))).toList();
  }

  private List<Map<String, Object>> entries() {
    var all = new ArrayList<Map<String, Object>>();
    List<Map<String, Object>> page;
    do {
      var last = all.isEmpty() ? 0 : all.getLast().get("sequence");
      page = operator().get(AUDIT + "?after=" + last).jsonPath().getList("data");
      all.addAll(page);
    } while (!page.isEmpty());
    return all;
  }

  private ValidatableResponse resolve(Sale sale, String outcome, String request) {
    return operator()
        .body(body(outcome, request))
        .post(PAYMENTS + "/" + sale.paymentId() + "/resolution")
        .then();
  }

  private static Map<String, String> body(String outcome, String request) {
    return Map.of(
        "outcome",
        outcome,
        "request_id",
        request,
        "reason",
        "the network wrote",
        "reference",
        "letter 4711");
  }

  private RequestSpecification operator() {
    return given().header("Authorization", "Bearer " + adminToken).contentType("application/json");
  }
}

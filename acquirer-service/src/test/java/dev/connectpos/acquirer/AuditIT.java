package dev.connectpos.acquirer;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectpos.acquirer.Terminals.Sale;
import dev.connectpos.acquirer.application.RebuiltBooks;
import dev.connectpos.payment.commands.v1.PaymentType;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The books can be rebuilt from the log alone, and a centavo that is not of it is found. */
@QuarkusTest
@WithTestResource(Outside.class)
@TestProfile(AuditIT.Apart.class)
class AuditIT {

  /** Another application than the other tests have: nobody else touches its rows. */
  public static class Apart implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("connect.acquirer.confirm-within", "33s");
    }
  }

  @Inject Terminals terminals;
  @Inject Rows rows;
  @Inject Till till;
  @Inject Clock clock;
  @Inject ObjectMapper json;
  @Inject RebuiltBooks.Source books;

  @ConfigProperty(name = "connect.admin-token")
  String adminToken;

  @Test
  void theLogAloneMakesTheSameBooksAndACentavoMoreIsFound() throws SQLException {
    Sale whole = till.captured(100_00);
    Sale inThree = till.capturedIn(3, 99_99);
    Sale held = till.held(50_00);
    Sale voided = till.captured(20_00);
    terminals.cancel(voided, 1, "cancel_1", null);
    Sale debit = till.capturedIn(1, till.sale(80_00).by(PaymentType.DEBIT));
    awaitState(voided, "voided");
    forwardWeek();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                rows.number(
                        "SELECT count(*) FROM settlement WHERE account_id = ?", debit.accountId())
                    == 1);
    terminals.cancel(inThree, 1, "cancel_1", 40_00L);
    await().until(() -> refunded(inThree) == 40_00);
    terminals.cancel(inThree, 2, "cancel_2", 10_00L);
    await().until(() -> refunded(inThree) == 50_00);

    JsonNode result = audit().getLast();
    assertThat(result.path("agrees").asBoolean()).as("%s", result).isTrue();
    assertThat(result.path("whole_log").asBoolean()).isTrue();
    assertThat(result.path("payments").asLong()).isEqualTo(5);
    assertThat(result.path("settlements").asLong()).isEqualTo(1);
    assertThat(result.path("captures_recomputed").asLong()).isZero();
    assertThat(held.paymentId()).isNotEmpty();

    String ofWhole = " WHERE payment_id = '" + whole.paymentId() + "'";
    planted("receivable", "amount_minor = amount_minor + %d" + ofWhole, Set.of("receivable"));
    planted("receivable", "fee_minor = fee_minor + %d" + ofWhole, Set.of("receivable"));
    planted(
        "receivable",
        "due_on = due_on + %1$d, payment_date = payment_date + %1$d" + ofWhole,
        Set.of("receivable"));
    planted(
        "ledger_entry",
        "amount_minor = amount_minor + %d WHERE ledger_account = 'MERCHANT_RECEIVABLE' AND"
            + " ledger_transaction_id = (SELECT ledger_transaction_id FROM ledger_transaction"
            + ofWhole
            + ")",
        Set.of("ledger entry", "ledger balance"));
    planted("payment", "captured_minor = captured_minor - %d" + ofWhole, Set.of("payment"));
    planted("payment", "event_version = event_version + %d" + ofWhole, Set.of("payment"));
    planted(
        "affiliation_balance",
        "balance_minor = balance_minor + %d WHERE account_id = '" + whole.accountId() + "'",
        Set.of("affiliation balance"));
    planted(
        "affiliation_balance",
        "paid_minor = paid_minor + %d WHERE account_id = '" + debit.accountId() + "'",
        Set.of("affiliation balance"));
    planted(
        "receivable",
        "amount_minor = amount_minor + %d WHERE payment_id = '" + debit.paymentId() + "'",
        Set.of("receivable", "settlement"));
    assertThat(audit().getLast().path("agrees").asBoolean()).isTrue();
  }

  @Test
  void oneAuditRunsAtATime() {
    try (RebuiltBooks _ = books.open().orElseThrow()) {
      assertThat(audit().getLast().path("code").asText()).isEqualTo("audit_running");
    }
  }

  @Test
  void onlyOperatorsMayAudit() {
    given()
        .post("/acquirer/v1/audits")
        .then()
        .statusCode(401)
        .body("code", equalTo("unauthorized"));
  }

  /** Changes a table behind the back of every rule, looks, and changes it back. */
  private void planted(String table, String change, Set<String> found) throws SQLException {
    unruly("UPDATE " + table + " SET " + change.formatted(1));
    List<JsonNode> lines = audit();
    assertThat(lines.getLast().path("agrees").asBoolean()).as(change).isFalse();
    assertThat(
            lines.stream()
                .filter(line -> line.has("difference"))
                .map(line -> line.path("difference").asText().replaceAll(":.*", ""))
                .collect(Collectors.toSet()))
        .as(change)
        .isEqualTo(found);
    unruly("UPDATE " + table + " SET " + change.formatted(-1));
  }

  private void unruly(String sql) throws SQLException {
    rows.inOneTransaction("SET LOCAL session_replication_role = replica", sql);
  }

  private List<JsonNode> audit() {
    String text =
        new String(
            operator().post("/acquirer/v1/audits").then().statusCode(200).extract().asByteArray(),
            UTF_8);
    var lines = new ArrayList<JsonNode>();
    text.lines().forEach(line -> lines.add(read(line)));
    return lines;
  }

  private JsonNode read(String line) {
    try {
      return json.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(line, e);
    }
  }

  private void awaitState(Sale sale, String state) {
    await()
        .until(
            () ->
                rows.texts("SELECT state FROM payment WHERE payment_id = ?", sale.paymentId())
                    .contains(state));
  }

  private long refunded(Sale sale) {
    return rows.number("SELECT refunded_minor FROM payment WHERE payment_id = ?", sale.paymentId());
  }

  /** To the same time of a day by which all debit sales are due. */
  private void forwardWeek() {
    Instant wanted = clock.instant().plus(7, ChronoUnit.DAYS);
    Duration ahead = Duration.between(Instant.now(), wanted).truncatedTo(ChronoUnit.SECONDS);
    operator()
        .contentType("application/json")
        .body("{\"offset\":\"%s\"}".formatted(ahead.plusSeconds(1)))
        .put("/acquirer/v1/test-clock")
        .then()
        .statusCode(200);
  }

  private RequestSpecification operator() {
    return given().header("Authorization", "Bearer " + adminToken);
  }
}

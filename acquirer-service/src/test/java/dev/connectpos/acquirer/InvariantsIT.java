package dev.connectpos.acquirer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.connectpos.acquirer.Terminals.Sale;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A centavo that is not where it has to be turns the right invariant red, and green again. */
@QuarkusTest
@WithTestResource(Outside.class)
@TestProfile(InvariantsIT.Apart.class)
class InvariantsIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Another application than the other tests have: nobody else touches its rows. */
  public static class Apart implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("connect.acquirer.confirm-within", "34s");
    }
  }

  @Inject Till till;
  @Inject Rows rows;
  @Inject AgroalDataSource source;

  @ConfigProperty(name = "connect.admin-token")
  String adminToken;

  @ConfigProperty(name = "connect.internal-token")
  String internalToken;

  @Test
  void eachInvariantSeesWhatBreaksIt() throws SQLException {
    Sale sale = till.captured(100_00);
    Sale other = till.captured(50_00);
    Sale held = till.held(10_00);
    awaitRed(List.of());

    String transaction =
        "(SELECT ledger_transaction_id FROM ledger_transaction WHERE payment_id = '%s')"
            .formatted(sale.paymentId());
    planted(
        "ledger_entry",
        "amount_minor = amount_minor + %d WHERE ledger_account = 'NETWORK_CLEARING' AND"
            + " ledger_transaction_id = "
            + transaction,
        "ledger_sums_to_zero");
    planted(
        "payment",
        "captured_minor = captured_minor - %d WHERE payment_id = '" + sale.paymentId() + "'",
        "captured_is_posted_and_due");
    planted(
        "receivable",
        "amount_minor = amount_minor + %1$d, fee_minor = fee_minor + %1$d WHERE payment_id = '"
            + sale.paymentId()
            + "'",
        "captured_is_posted_and_due");
    planted(
        "affiliation_balance",
        "balance_minor = balance_minor + %d WHERE account_id = '" + sale.accountId() + "'",
        "balances_are_sums");
    twoPaymentsOfAnAttempt(sale, other);
    overdue(held);
  }

  @Test
  void tellsWhatEachSaysAndIsForOperators() {
    given().get("/acquirer/v1/invariants").then().statusCode(401);
    operator()
        .get("/acquirer/v1/invariants")
        .then()
        .statusCode(200)
        .body("data.number", equalTo(List.of(1, 2, 2, 4, 5)))
        .body("data[1].sentence", equalTo("every ledger transaction sums to zero"));
    String metrics = given().get("/q/metrics").then().statusCode(200).extract().asString();
    assertThat(metrics)
        .contains("connect_invariant_violations{invariant=\"2\",rule=\"ledger_sums_to_zero\"")
        .contains("connect_invariant_age_seconds{invariant=\"5\",rule=\"balances_are_sums\"");
  }

  @Test
  void tellsOtherServicesWhatWasCaptured() {
    Sale sale = till.captured(12_00);
    RequestSpecification service =
        given().header("Authorization", "Bearer " + internalToken).contentType("application/json");
    service
        .body("{\"payment_ids\":[\"%s\",\"pay_unknown\"]}".formatted(sale.paymentId()))
        .post("/internal/v1/captures")
        .then()
        .statusCode(200)
        .body("data.payment_id", equalTo(List.of(sale.paymentId())))
        .body("data[0].captured_minor", equalTo(12_00))
        .body("data[0].fresh", equalTo(true));
    List<String> newest =
        service.get("/internal/v1/captures/newest").then().extract().path("payment_ids");
    assertThat(newest).first().isEqualTo(sale.paymentId());
    List<String> all = service.get("/internal/v1/captures").then().extract().path("payment_ids");
    assertThat(all).contains(sale.paymentId()).isSorted();
    given().get("/internal/v1/captures").then().statusCode(401);
    given()
        .header("Authorization", "Bearer " + internalToken)
        .contentType("application/json")
        .body("{}")
        .post("/internal/v1/captures")
        .then()
        .statusCode(400)
        .body("field", equalTo("payment_ids"));
  }

  private void planted(String table, String change, String red) throws SQLException {
    unruly("UPDATE " + table + " SET " + change.formatted(1));
    awaitRed(List.of(red));
    unruly("UPDATE " + table + " SET " + change.formatted(-1));
    awaitRed(List.of());
  }

  private void twoPaymentsOfAnAttempt(Sale one, Sale other) throws SQLException {
    String attempt =
        rows.texts("SELECT attempt_id FROM payment WHERE payment_id = ?", other.paymentId())
            .getFirst();
    String terminal =
        rows.texts("SELECT terminal_id FROM payment WHERE payment_id = ?", other.paymentId())
            .getFirst();
    String index =
        rows.texts("SELECT indexdef FROM pg_indexes WHERE indexname = 'payment_attempt_once'")
            .getFirst();
    unruly(
        "DROP INDEX payment_attempt_once",
        """
        UPDATE payment p SET attempt_id = o.attempt_id, terminal_id = o.terminal_id
          FROM payment o WHERE o.payment_id = '%s' AND p.payment_id = '%s'"""
            .formatted(one.paymentId(), other.paymentId()));
    awaitRed(List.of("one_payment_per_attempt"));
    unruly(
        "UPDATE payment SET attempt_id = '%s', terminal_id = '%s' WHERE payment_id = '%s'"
            .formatted(attempt, terminal, other.paymentId()),
        index);
    awaitRed(List.of());
  }

  /** Due long since, and locked by somebody, so that nobody looks after it. */
  private void overdue(Sale sale) throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        boolean locked = false;
        for (int i = 0; i < 50 && !locked; i++) {
          statement.execute(
              "UPDATE payment SET due_at = now() - interval '1 hour' WHERE payment_id = '%s'"
                  .formatted(sale.paymentId()));
          connection.commit();
          try (var found =
              statement.executeQuery(
                  "SELECT 1 FROM payment WHERE payment_id = '%s' AND due_at < now() FOR UPDATE"
                      .formatted(sale.paymentId()))) {
            locked = found.next();
          }
        }
        assertThat(locked).isTrue();
        awaitRed(List.of("nothing_is_overdue"));
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
    awaitRed(List.of());
  }

  private void awaitRed(List<String> expected) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(
                        operator()
                            .get("/acquirer/v1/invariants")
                            .then()
                            .extract()
                            .<List<String>>path("data.findAll { it.violations > 0 }.invariant"))
                    .isEqualTo(expected));
  }

  private void unruly(String... statements) throws SQLException {
    String[] all = new String[statements.length + 1];
    all[0] = "SET LOCAL session_replication_role = replica";
    System.arraycopy(statements, 0, all, 1, statements.length);
    rows.inOneTransaction(all);
  }

  private RequestSpecification operator() {
    return given().header("Authorization", "Bearer " + adminToken);
  }
}

package dev.connectpos.acquirer;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectpos.acquirer.Terminals.Sale;
import dev.connectpos.acquirer.application.Settlements;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.BankingCalendar;
import dev.connectpos.payment.commands.v1.PaymentType;
import dev.connectpos.payment.events.v1.PaymentCancelRefused;
import dev.connectpos.payment.events.v1.PaymentEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Days go by: what is due is paid out, once, and what went out cannot be given back from. */
@QuarkusTest
@WithTestResource(Outside.class)
@TestProfile(SettlementIT.Apart.class)
class SettlementIT {
  private static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");

  /** Another application than the other tests have: its clock runs ahead. */
  public static class Apart implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("connect.acquirer.confirm-within", "31s");
    }
  }

  @Inject Terminals terminals;
  @Inject EventLog log;
  @Inject Rows rows;
  @Inject Till till;
  @Inject Clock clock;
  @Inject Settlements settlements;
  @Inject ObjectMapper json;

  @ConfigProperty(name = "connect.admin-token")
  String adminToken;

  @ConfigProperty(name = "connect.internal-token")
  String internalToken;

  /** After every test, for every affiliation there is. */
  @AfterEach
  void everyTableSaysTheSame() {
    operator()
        .get("/acquirer/v1/totals")
        .then()
        .statusCode(200)
        .body("ledger_sum_minor", equalTo(0))
        .body("disagreeing_affiliations", equalTo(0));
  }

  @Test
  void whatIsDueIsPaidOutOnce() {
    Sale sale = debit(100_00);
    balance(sale, 0, 98_51, 0);
    forward(1);
    awaitPaid(sale, 98_51);
    balance(sale, 0, 0, 98_51);
    payables(sale).get("?status=paid").then().body("data", hasSize(1));
    assertThat(
            rows.texts(
                "SELECT CASE WHEN ledger_account = 'MERCHANT_PAYOUT' THEN 'out ' ELSE '' END"
                    + " || amount_minor FROM ledger_entry JOIN ledger_transaction t"
                    + " USING (ledger_transaction_id)"
                    + " WHERE t.account_id = ? AND t.kind = 'settlement' ORDER BY line",
                sale.accountId()))
        .containsExactly("10000", "-149", "out -9851");

    assertThat(settlements.settle(new AccountId(sale.accountId()))).isZero();
    Sale more = capturedBy(PaymentType.DEBIT, till.sale(50_00).in(sale.accountId()));
    assertThat(settlements.settle(new AccountId(sale.accountId()))).isZero();
    forward(1);
    awaitPaid(more, 98_51 + 49_25);
    assertThat(settled(sale)).hasSize(2);
  }

  @Test
  void aRunThatDiesInTheMiddleIsMadeUpForOnce() throws SQLException {
    Sale sale = debit(100_00);
    Sale other = debit(200_00);
    // After the settlement and its posting, before the receivables are all marked.
    rows.inOneTransaction(
        """
        CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM pg_terminate_backend(pg_backend_pid());
          RETURN NEW;
        END $$""",
        "CREATE TRIGGER die BEFORE UPDATE ON receivable FOR EACH ROW"
            + " WHEN (NEW.account_id = '%s') EXECUTE FUNCTION die()".formatted(sale.accountId()));
    forward(1);
    // The others are not held up.
    awaitPaid(other, 197_02);
    var account = new AccountId(sale.accountId());
    assertThatThrownBy(() -> settlements.settle(account)).isInstanceOf(RuntimeException.class);
    assertThat(settled(sale)).isEmpty();
    balance(sale, 98_51, 0, 0);
    assertThat(
            rows.number(
                "SELECT settle_attempts FROM affiliation WHERE account_id = ?", sale.accountId()))
        .isPositive();

    rows.inOneTransaction("DROP TRIGGER die ON receivable", "DROP FUNCTION die");
    // By itself: the run is still due.
    awaitPaid(sale, 98_51);
    assertThat(settled(sale)).hasSize(1);
    balance(sale, 0, 0, 98_51);
  }

  @Test
  void afterAWeekOfStandstillOneRunMakesUpForAll() throws SQLException {
    Sale first = debit(100_00);
    // Nobody runs: as if the service were down.
    rows.inOneTransaction(
        "UPDATE affiliation SET settle_at = 'infinity' WHERE account_id = '%s'"
            .formatted(first.accountId()));
    forward(2);
    Sale second = capturedBy(PaymentType.DEBIT, till.sale(50_00).in(first.accountId()));
    forward(7);
    balance(first, 98_51 + 49_25, 0, 0);
    assertThat(settlements.settle(new AccountId(first.accountId()))).isEqualTo(2);
    balance(second, 0, 0, 98_51 + 49_25);
    assertThat(settled(first)).containsExactly(today().toString());
    assertThat(
            rows.number(
                "SELECT count(*) FROM affiliation WHERE account_id = ? AND settle_at > ?::timestamptz"
                    + " AND settle_attempts = 0",
                first.accountId(),
                clock.instant().toString()))
        .isEqualTo(1);
  }

  @Test
  void aRefundNeedsWhatStillWaits() {
    Sale sale = debit(100_00);
    forward(1);
    awaitPaid(sale, 98_51);
    terminals.cancel(sale, 1, "cancel_1", null);
    assertThat(refusal(sale, 3)).isEqualTo("insufficient_balance");

    // Another sale waits for its 30 days, and from tomorrow on it cannot be voided any more.
    Sale other = till.capturedIn(1, till.sale(60_00).in(sale.accountId()));
    terminals.cancel(sale, 2, "cancel_2", 40_00L);
    assertThat(refusal(sale, 4)).isEqualTo("insufficient_balance");
    forward(1);
    terminals.cancel(sale, 3, "cancel_3", 40_00L);
    awaitEvents(sale, 5, "payment.refunded");
    terminals.cancel(sale, 4, "cancel_4", 40_00L);
    assertThat(refusal(sale, 6)).isEqualTo("insufficient_balance");

    // It is owed at once, and nobody is paid until something is due that covers it.
    balance(sale, -39_41, 58_21, 98_51);
    forward(1);
    assertThat(settled(sale)).hasSize(1);
    forward(32);
    awaitPaid(other, 98_51 + 58_21 - 39_41);
    balance(sale, 0, 0, 98_51 + 58_21 - 39_41);
  }

  @Test
  void aSaleOfTodayIsVoidedWhateverWasPaidOut() {
    Sale old = debit(100_00);
    forward(1);
    awaitPaid(old, 98_51);
    Sale today = capturedBy(PaymentType.DEBIT, till.sale(100_00).in(old.accountId()));
    terminals.cancel(old, 1, "cancel_1", null);
    assertThat(refusal(old, 3)).isEqualTo("insufficient_balance");
    terminals.cancel(today, 1, "cancel_1", null);
    awaitEvents(today, 3, "payment.voided");
    forward(1);
    // Settled as nothing: both ways on the same day.
    await().until(() -> settled(old).size() == 2);
    balance(old, 0, 0, 98_51);
  }

  @Test
  void aDayThatIsOverHasOneFileForEver() throws JsonProcessingException, NoSuchAlgorithmException {
    Sale sale = debit(100_00);
    LocalDate sold = today();
    forward(1);
    awaitPaid(sale, 98_51);
    Sale credit = till.capturedIn(3, till.sale(90_00).in(sale.accountId()));
    forward(1);
    terminals.cancel(credit, 1, "cancel_1", 40_00L);
    awaitEvents(credit, 3, "payment.refunded");
    LocalDate refunded = today();
    operator().get(file(sale, refunded, "csv")).then().statusCode(409);
    operator().get(file(sale, refunded, "csv")).then().body("code", equalTo("day_not_over"));
    forward(1);

    String csv = bytes(sale, sold, "csv");
    assertThat(csv)
        .contains(
            "#header,layout,account_id,date\nheader,1,%s,%s\n".formatted(sale.accountId(), sold))
        .contains("," + sale.paymentId() + ",")
        .contains(",BRL,10000,149,9851,")
        .contains("totals,BRL,10000,149,0,0,0,0,0\n");
    int trailer = csv.lastIndexOf("trailer,1,0,0,0,");
    assertThat(csv.substring(trailer))
        .isEqualTo("trailer,1,0,0,0,%s\n".formatted(sha256(csv.substring(0, trailer))));

    String text = bytes(sale, refunded, "json");
    JsonNode day = json.readTree(text);
    assertThat(day.at("/header/account_id").asText()).isEqualTo(sale.accountId());
    assertThat(sum(day.path("events"), "amount_minor")).isEqualTo(-40_00);
    assertThat(day.at("/totals/0/given_back_minor").asLong()).isEqualTo(-40_00);
    assertThat(day.at("/trailer/events").asInt()).isEqualTo(2);
    assertThat(day.at("/trailer/sha256").asText())
        .isEqualTo(sha256(text.substring(0, text.indexOf("\"trailer\":"))));

    String paidOn = settled(sale).getFirst();
    JsonNode paid = json.readTree(bytes(sale, LocalDate.parse(paidOn), "json"));
    assertThat(sum(paid.path("payments"), "net_minor")).isEqualTo(98_51);
    assertThat(sum(paid.path("payment_items"), "net_minor")).isEqualTo(98_51);
    assertThat(sum(paid.path("transactions"), "amount_minor")).isEqualTo(90_00);
    assertThat(paid.at("/totals/0/paid_net_minor").asLong()).isEqualTo(98_51);
    assertThat(paid.at("/trailer/transactions").asInt()).isEqualTo(3);

    // Whatever happens later: settled, given back, moved to another zone.
    terminals.moveAccount(sale.accountId(), 2, "Pacific/Kiritimati");
    await()
        .until(
            () ->
                rows.number(
                        "SELECT last_version FROM affiliation WHERE account_id = ?",
                        sale.accountId())
                    == 2);
    terminals.cancel(credit, 2, "cancel_2", 10_00L);
    awaitEvents(credit, 4, "payment.refunded");
    forward(40);
    assertThat(bytes(sale, sold, "csv")).isEqualTo(csv);
    assertThat(bytes(sale, refunded, "json")).isEqualTo(text);

    String empty = bytes(sale, sold.minusYears(1), "json");
    assertThat(json.readTree(empty).at("/trailer/transactions").asInt()).isZero();
    operator().get(file(sale, sold, "xml")).then().statusCode(404);
    operator()
        .get(file(sale, sold, "csv").replace(sold.toString(), "today"))
        .then()
        .statusCode(400);
    operator()
        .get("/acquirer/v1/affiliations/acc_no/reconciliation/" + sold + ".csv")
        .then()
        .statusCode(404);
    given().get(file(sale, sold, "csv")).then().statusCode(401);
  }

  @Test
  void aStatementGoesFromOneBalanceToTheOther() {
    Sale sale = debit(100_00);
    LocalDate sold = today();
    forward(1);
    awaitPaid(sale, 98_51);
    till.capturedIn(1, till.sale(50_00).in(sale.accountId()));
    String path = "/acquirer/v1/affiliations/%s/statement?from=%s&to=%s";
    operator()
        .get(path.formatted(sale.accountId(), sold, sold))
        .then()
        .statusCode(200)
        .body("opening_minor", equalTo(0))
        .body("closing_minor", equalTo(98_51))
        .body("data.kind", equalTo(List.of("capture")));
    var first = operator().get(path.formatted(sale.accountId(), sold, today()) + "&size=2").then();
    first
        .body("closing_minor", equalTo(48_50))
        .body("data.kind", equalTo(List.of("capture", "settlement")))
        .body("data.net_minor", equalTo(List.of(98_51, -98_51)));
    String cursor = first.extract().path("forward_cursor");
    operator()
        .get(path.formatted(sale.accountId(), sold, today()) + "&forward_cursor=" + cursor)
        .then()
        .body("data.net_minor", equalTo(List.of(48_50)));
    operator()
        .get(path.formatted(sale.accountId(), sold.plusDays(1), today()))
        .then()
        .body("opening_minor", equalTo(98_51));
    operator().get(path.formatted(sale.accountId(), "", "")).then().statusCode(400);
    operator().get(path.formatted("acc_no", sold, sold)).then().statusCode(404);
    given().get(path.formatted(sale.accountId(), sold, sold)).then().statusCode(401);
  }

  private Sale debit(long minor) {
    return capturedBy(PaymentType.DEBIT, till.sale(minor));
  }

  private Sale capturedBy(PaymentType type, Sale sale) {
    return till.capturedIn(1, sale.by(type));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZONE);
  }

  /** To a business day, so many days later or more. */
  private void forward(int days) {
    LocalDate to = BankingCalendar.onOrAfter(today().plusDays(days));
    Instant wanted = clock.instant().plus(ChronoUnit.DAYS.between(today(), to), ChronoUnit.DAYS);
    Duration ahead = Duration.between(Instant.now(), wanted).truncatedTo(ChronoUnit.SECONDS);
    operator()
        .contentType("application/json")
        .body("{\"offset\":\"%s\"}".formatted(ahead.plusSeconds(1)))
        .put("/acquirer/v1/test-clock")
        .then()
        .statusCode(200);
  }

  private void awaitPaid(Sale sale, long minor) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        rows.number(
                            "SELECT paid_minor FROM affiliation_balance WHERE account_id = ?",
                            sale.accountId()))
                    .isEqualTo(minor));
  }

  private List<String> settled(Sale sale) {
    return rows.texts(
        "SELECT settled_on FROM settlement WHERE account_id = ? ORDER BY settled_on",
        sale.accountId());
  }

  private void balance(Sale sale, int available, int waiting, int transferred) {
    given()
        .header("Authorization", "Bearer " + internalToken)
        .get("/internal/v1/accounts/" + sale.accountId() + "/balance")
        .then()
        .body("available_amount", equalTo(available))
        .body("waiting_funds_amount", equalTo(waiting))
        .body("transferred_amount", equalTo(transferred));
  }

  private RequestSpecification payables(Sale sale) {
    return given()
        .header("Authorization", "Bearer " + internalToken)
        .basePath("/internal/v1/accounts/" + sale.accountId() + "/payables");
  }

  private List<PaymentEvent> awaitEvents(Sale sale, int count, String last) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(log.of(sale)).hasSize(count));
    var events = log.of(sale);
    assertThat(events.getLast().getType()).isEqualTo(last);
    return events;
  }

  private String refusal(Sale sale, int count) {
    var events = awaitEvents(sale, count, "payment.cancel_refused");
    return ((PaymentCancelRefused) events.getLast().getPayload()).getReturnCode();
  }

  private static String file(Sale sale, LocalDate day, String format) {
    return "/acquirer/v1/affiliations/%s/reconciliation/%s.%s"
        .formatted(sale.accountId(), day, format);
  }

  private String bytes(Sale sale, LocalDate day, String format) {
    return operator().get(file(sale, day, format)).then().statusCode(200).extract().asString();
  }

  private static long sum(JsonNode rows, String column) {
    long sum = 0;
    for (JsonNode row : rows) {
      sum += row.path(column).asLong();
    }
    return sum;
  }

  private static String sha256(String text) throws NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }

  private RequestSpecification operator() {
    return given().header("Authorization", "Bearer " + adminToken);
  }
}

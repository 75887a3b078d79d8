package dev.connectpos.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.connectpos.charge.commands.v1.CancelPayment;
import dev.connectpos.charge.commands.v1.CapturePayment;
import dev.connectpos.charge.commands.v1.ChargeCommand;
import dev.connectpos.charge.commands.v1.RetryCancellation;
import dev.connectpos.order.events.v1.OrderEvent;
import dev.connectpos.payment.events.v1.RefusedBy;
import dev.connectpos.testkit.Backends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Captures and cancellations, with the acquirer's part played by the test. */
@QuarkusTest
@WithTestResource(Backends.class)
class ChargeIT {
  private static final AtomicInteger PAYMENTS = new AtomicInteger();

  @Inject AgroalDataSource database;

  private final ExecutorService pdv = Executors.newVirtualThreadPerTaskExecutor();
  private EventLog log;
  private Merchant merchant;
  private String order;
  private PaymentMessages payment;

  @BeforeEach
  void openShop() {
    log = new EventLog();
    merchant = Merchant.open(log);
    order = merchant.placed(5000);
    var id = "pay_charge%010d".formatted(PAYMENTS.incrementAndGet());
    payment = new PaymentMessages(id, order, merchant.account());
  }

  @AfterEach
  void closeLog() {
    pdv.shutdownNow();
    log.close();
  }

  @Test
  void heldMoneyIsCapturedInPartAndCodesAreOverwritten() throws Exception {
    log.publish(payment.payment(), payment.confirmed(1, 5000));
    var charge = charge();
    get(charge)
        .then()
        .body("status", equalTo("pending"))
        .body("paid_amount", nullValue())
        .body("acquirer_status", equalTo("authorized_pending_capture"))
        .body("capture_by", equalTo("2026-11-30T14:03:31Z"))
        .body("last_transaction.status", equalTo("authorized_pending_capture"));
    merchant.close(order, "canceled").then().body("code", equalTo("order_has_payments"));

    var answer = call(() -> capture(charge, "k", "{\"amount\": 4000, \"code\": \"C-1\"}"));
    var command = (CapturePayment) commands(1).getFirst().getPayload();
    assertThat(command.getAmountMinor()).isEqualTo(4000);
    log.publish(payment.payment(), payment.captured(2, 5000, 4000, command.getRequestId()));
    var body = answer.get().then().statusCode(200).extract().asString();
    assertThat(body).contains("\"status\":\"paid\"", "\"code\":\"C-1\"", "\"paid_amount\":4000");
    capture(charge, "k", "{\"amount\": 4000, \"code\": \"C-1\"}")
        .then()
        .statusCode(200)
        .header("Idempotency-Replayed", "true")
        .body(equalTo(body));
    merchant.get(order).then().body("code", equalTo("C-1"));
    capture(charge, null, "")
        .then()
        .statusCode(412)
        .body("code", equalTo("charge_already_captured"));
    merchant.close(order, "paid").then().statusCode(200);
    assertThat(types(5))
        .containsExactly(
            "order.placed", "charge.pending", "charge.paid", "charge.underpaid", "order.closed");
  }

  @Test
  void heldMoneyIsCapturedInSeveralParts() throws Exception {
    log.publish(payment.payment(), payment.confirmed(1, 5000));
    var charge = charge();
    var first = call(() -> capture(charge, "k1", "{\"amount\": 2000, \"final\": false}"));
    var command = (CapturePayment) commands(1).getFirst().getPayload();
    assertThat(command.getAmountMinor()).isEqualTo(2000);
    assertThat(command.getIsFinal()).isFalse();
    log.publish(
        payment.payment(),
        payment.capturedSoFar(2, 5000, 2000, 2000, false, command.getRequestId()));
    first
        .get()
        .then()
        .statusCode(200)
        .body("status", equalTo("paid"))
        .body("amount", equalTo(5000))
        .body("paid_amount", equalTo(2000))
        .body("acquirer_status", equalTo("partial_capture"))
        .body("capture_by", equalTo("2026-11-30T14:03:31Z"));
    merchant.get(order).then().body("status", equalTo("pending"));

    capture(charge, null, "{\"amount\": 3001}")
        .then()
        .statusCode(412)
        .body("code", equalTo("amount_above_authorized"));
    var second = call(() -> capture(charge, "k2", "{\"amount\": 1000, \"final\": false}"));
    command = (CapturePayment) commands(2).getLast().getPayload();
    log.publish(
        payment.payment(),
        payment.capturedSoFar(3, 5000, 1000, 3000, false, command.getRequestId()));
    second.get().then().statusCode(200).body("paid_amount", equalTo(3000));
    log.publish(payment.payment(), payment.remainderExpired(4, 2000, 3000));
    await()
        .untilAsserted(
            () ->
                get(charge)
                    .then()
                    .body("capture_by", nullValue())
                    .body("paid_amount", equalTo(3000)));
    capture(charge, null, "")
        .then()
        .statusCode(412)
        .body("code", equalTo("charge_already_captured"));
    merchant.close(order, "paid").then().statusCode(200);
    assertThat(types(6))
        .containsExactly(
            "order.placed",
            "charge.pending",
            "charge.paid",
            "charge.paid",
            "charge.underpaid",
            "order.closed");
  }

  @Test
  void moneyIsRefundedInPartsAndTheRestByTheTerminal() throws Exception {
    var charge = paid();
    var answer = call(() -> cancel(charge, "k", "{\"Amount\": \"1000\"}"));
    var request = ((CancelPayment) commands(1).getFirst().getPayload()).getRequestId();
    get(charge).then().body("pending_cancellation", equalTo(true));
    log.publish(payment.payment(), payment.refunded(2, request, 1000, 1000));
    answer
        .get()
        .then()
        .statusCode(200)
        .body("status", equalTo("paid"))
        .body("canceled_amount", equalTo(1000))
        .body("pending_cancellation", equalTo(false))
        .body("last_transaction.status", equalTo("canceled"))
        .body("last_transaction.amount", equalTo(1000));
    log.publish(payment.payment(), payment.refunded(3, null, 4000, 5000));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> get(charge).then().body("status", equalTo("canceled")));
    merchant
        .pdv()
        .get("/core/v5/charges/" + charge + "/transactions")
        .then()
        .statusCode(200)
        .body("data", hasSize(3))
        .body("data[0].amount", equalTo(4000))
        .body("data[2].status", equalTo("paid"))
        .body("data.id", everyItem(matchesPattern("tran_\\w{16}")))
        .body("paging.total", equalTo(3));
    merchant
        .pdv()
        .get("/core/v5/charges/" + charge + "/transactions?page=2&size=2")
        .then()
        .body("data", hasSize(1))
        .body("data[0].status", equalTo("paid"))
        .body("paging.total", equalTo(3))
        .body("paging.previous", endsWith("page=1&size=2"));
    cancel(charge, null, "").then().body("code", equalTo("charge_already_canceled"));
    assertThat(types(4))
        .containsExactly(
            "order.placed", "charge.paid", "charge.partial_canceled", "charge.refunded");
  }

  @Test
  void refusalsAreAnsweredAndTheNetworksMayBeRetriedByAnOperator() throws Exception {
    var charge = paid();
    var answer = call(() -> cancel(charge, "k", ""));
    var request = ((CancelPayment) commands(1).getFirst().getPayload()).getRequestId();
    log.publish(payment.payment(), payment.cancelRefused(2, request, 5000, RefusedBy.NETWORK));
    answer.get().then().statusCode(412).body("code", equalTo("9112"));
    cancel(charge, "k", "").then().statusCode(412).body("code", equalTo("9112"));
    get(charge)
        .then()
        .body("status", equalTo("paid"))
        .body("acquirer_status", equalTo("error_on_refunding"))
        .body("last_transaction.status", equalTo("error_on_refunding"))
        .body("last_transaction.success", equalTo(false));

    var retried = call(() -> retry(charge));
    var retry = (RetryCancellation) commands(2).get(1).getPayload();
    assertThat(retry.getCanceledByRequestId()).isEqualTo(request);
    log.publish(payment.payment(), payment.voided(3, request, 5000));
    retried.get().then().statusCode(200).body("status", equalTo("canceled"));
    retry(charge).then().statusCode(412).body("code", equalTo("charge_already_canceled"));
    assertThat(commands(2).stream().map(ChargeCommand::getAggregateVersion))
        .containsExactly(1L, 2L);
  }

  @Test
  void whoRetriesIsAnsweredTheOutcomeOfTheirOwnRetry() throws Exception {
    var charge = paid();
    var answer = call(() -> cancel(charge, "k", ""));
    var request = ((CancelPayment) commands(1).getFirst().getPayload()).getRequestId();
    log.publish(payment.payment(), payment.cancelRefused(2, request, 5000, RefusedBy.NETWORK));
    answer.get().then().statusCode(412);

    var first = call(() -> retry(charge, "r1"));
    var retry = ((RetryCancellation) commands(2).get(1).getPayload()).getRequestId();
    // Late, and nobody's retry's.
    log.publish(payment.payment(), payment.cancelRefused(3, request, 5000, RefusedBy.NETWORK));
    log.publish(payment.payment(), payment.cancelRefused(4, request, retry, 5000, RefusedBy.RULE));
    first.get().then().statusCode(412).body("code", equalTo("insufficient_balance"));

    var second = call(() -> retry(charge, "r2"));
    var again = ((RetryCancellation) commands(3).get(2).getPayload()).getRequestId();
    log.publish(payment.payment(), payment.voided(5, request, again, 5000));
    second.get().then().statusCode(200).body("status", equalTo("canceled"));
    retry(charge, "r1").then().statusCode(412).body("code", equalTo("insufficient_balance"));
  }

  @Test
  void moneyThatComesTooLateIsTriedAgainAfterItsUndoingIsRefused() throws Exception {
    merchant.close(order, "canceled").then().statusCode(200);
    log.publish(payment.payment(), payment.captured(1, 5000));
    var request = ((CancelPayment) commands(1).getFirst().getPayload()).getRequestId();
    double alarms = undosRefused();
    log.publish(payment.payment(), payment.cancelRefused(2, request, 5000, RefusedBy.RULE));
    await().atMost(Duration.ofSeconds(30)).until(() -> undosRefused() > alarms);
    var charge = charge();
    var retried = call(() -> retry(charge, "r1"));
    var anew = (CancelPayment) commands(2).get(1).getPayload();
    assertThat(anew.getAmountMinor()).isEqualTo(5000);
    log.publish(payment.payment(), payment.voided(3, anew.getRequestId(), 5000));
    retried.get().then().statusCode(200).body("status", equalTo("canceled"));
  }

  @Test
  void anOrderThatIsHeldTooLongIsBusyAndNothingIsHalfDone() throws Exception {
    var charge = paid();
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SELECT 1 FROM orders WHERE id = '" + order + "' FOR UPDATE");
      cancel(charge, "k", "")
          .then()
          .statusCode(503)
          .header("Retry-After", "1")
          .body("code", equalTo("busy"));
      connection.rollback();
    }
    var answer = call(() -> cancel(charge, "k", ""));
    var request = ((CancelPayment) commands(1).getFirst().getPayload()).getRequestId();
    log.publish(payment.payment(), payment.voided(2, request, 5000));
    answer.get().then().statusCode(200).body("status", equalTo("canceled"));
    assertThat(commands(1)).hasSize(1);
  }

  @Test
  void whatIsNotAnsweredInTimeIsShownPendingAndARepeatAsksNothing() throws Exception {
    var charge = paid();
    cancel(charge, "k", "{\"amount\": 1000}")
        .then()
        .statusCode(200)
        .body("status", equalTo("paid"))
        .body("pending_cancellation", equalTo(true));
    // Who asked is gone, as after a crash; the outcome comes, and the repeat is answered it.
    var repeat = call(() -> cancel(charge, "k", "{\"amount\": 1000}"));
    var request = ((CancelPayment) commands(1).getFirst().getPayload()).getRequestId();
    log.publish(payment.payment(), payment.refunded(2, request, 1000, 1000));
    repeat
        .get()
        .then()
        .statusCode(200)
        .header("Idempotency-Replayed", "true")
        .body("canceled_amount", equalTo(1000));
    cancel(charge, "k", "{\"amount\": 1000}").then().statusCode(200);
    assertThat(commands(1)).hasSize(1);
  }

  /** Feature 44: as many calls at once as there is money for, and twice as many. */
  @Test
  void parallelCancellationsNeverAskForMoreThanThereIs() throws Exception {
    var charge = paid();
    var calls =
        IntStream.range(0, 100).mapToObj(i -> call(() -> cancelAtLast(charge, "k" + i))).toList();
    int shown = 0;
    for (Future<Response> answer : calls) {
      shown += answer.get().statusCode() == 200 ? 1 : 0;
    }
    assertThat(shown).isEqualTo(50);
    assertThat(commands(50)).hasSize(50);
    assertThat(
            new Tables(database)
                .count(
                    "SELECT sum(amount_minor) FROM charge_request WHERE charge_id = '"
                        + charge
                        + "'"))
        .isEqualTo(5000);
  }

  @Test
  void expiredHoldIsShownCanceledForItsTimeout() {
    log.publish(payment.payment(), payment.confirmed(1, 5000));
    var charge = charge();
    log.publish(payment.payment(), payment.expired(2, 5000));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                get(charge)
                    .then()
                    .body("status", equalTo("canceled"))
                    .body("status_reason", equalTo("capture_timeout")));
    assertThat(types(3)).containsExactly("order.placed", "charge.pending", "charge.expired");
  }

  @Test
  void notesOnAChargeNeverHideWhatTheSaleSays() {
    var charge = paid();
    merchant
        .pdv()
        .body("{\"metadata\": {\"table\": 3, \"scheme_name\": \"mine\"}}")
        .patch("/core/v5/Charges/" + charge + "/metadata")
        .then()
        .statusCode(200)
        .body("metadata.table", equalTo("3"))
        .body("metadata.scheme_name", equalTo("Visa"));
  }

  @Test
  void anotherAccountCanDoNothing() {
    var charge = paid();
    var other = Merchant.withoutTerminal("test");
    other.pdv().delete("/core/v5/charges/" + charge).then().statusCode(404);
    other.pdv().post("/core/v5/charges/" + charge + "/capture").then().statusCode(404);
    other.pdv().get("/core/v5/charges/" + charge + "/transactions").then().statusCode(404);
    merchant
        .pdv()
        .post("/admin/v1/charges/" + charge + "/retry-cancellation")
        .then()
        .statusCode(401);
  }

  private String paid() {
    log.publish(payment.payment(), payment.captured(1, 5000));
    return charge();
  }

  private String charge() {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> merchant.get(order).<String>path("charges[0].id"), id -> id != null);
  }

  private Response get(String charge) {
    return merchant.pdv().get("/core/v5/charges/" + charge);
  }

  private Response capture(String charge, @Nullable String key, String body) {
    var call = merchant.pdv().body(body);
    return (key == null ? call : call.header("Idempotency-Key", key))
        .post("/core/v5/charges/" + charge + "/capture");
  }

  private Response cancel(String charge, @Nullable String key, String body) {
    var call = body.isEmpty() ? merchant.pdv() : merchant.pdv().body(body);
    return (key == null ? call : call.header("Idempotency-Key", key))
        .delete("/core/v5/charges/" + charge);
  }

  /** Once more with the same key while too many wait for the same order, as a PDV would. */
  private Response cancelAtLast(String charge, String key) {
    return await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> cancel(charge, key, "{\"amount\": 100}"),
            answer -> answer.statusCode() == 200 || answer.statusCode() == 412);
  }

  private static Response retry(String charge) {
    return RestAssured.given()
        .header("Authorization", Merchant.ADMIN)
        .post("/admin/v1/charges/" + charge + "/retry-cancellation");
  }

  private static Response retry(String charge, String key) {
    return RestAssured.given()
        .header("Authorization", Merchant.ADMIN)
        .header("Idempotency-Key", key)
        .post("/admin/v1/charges/" + charge + "/retry-cancellation");
  }

  private static double undosRefused() {
    return RestAssured.get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith("connect_charges_undo_refused_total"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private Future<Response> call(Callable<Response> call) {
    return pdv.submit(call);
  }

  private List<ChargeCommand> commands(int number) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> log.ofPayment(payment.payment()), found -> found.size() >= number);
  }

  private List<String> types(int number) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> log.ofOrder(order), found -> found.size() >= number)
        .stream()
        .map(OrderEvent::getType)
        .toList();
  }
}

package dev.connectpos.acquirer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.connectpos.acquirer.Terminals.Sale;
import dev.connectpos.acquirer.application.Contradictions;
import dev.connectpos.acquirer.application.MerchantRequests;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.RequestId;
import dev.connectpos.payment.events.v1.PaymentCancelRefused;
import dev.connectpos.payment.events.v1.PaymentCaptureRefused;
import dev.connectpos.payment.events.v1.PaymentCaptured;
import dev.connectpos.payment.events.v1.PaymentConfirmed;
import dev.connectpos.payment.events.v1.PaymentEvent;
import dev.connectpos.payment.events.v1.PaymentExpired;
import dev.connectpos.payment.events.v1.PaymentRefunded;
import dev.connectpos.payment.events.v1.PaymentVoided;
import dev.connectpos.payment.events.v1.RefusedBy;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Later capture, void, refund and expiry as the wire sees them. */
@QuarkusTest
@WithTestResource(Outside.class)
class CancellationIT {
  private static final String AUTHORIZED = "payment.authorized";
  private static final String CONFIRMED = "payment.confirmed";
  private static final String CAPTURED = "payment.captured";
  private static final String REFUSED = "payment.cancel_refused";

  @Inject Terminals terminals;
  @Inject EventLog log;
  @Inject Rows rows;
  @Inject Till till;
  @Inject MerchantRequests requests;
  @Inject Contradictions contradictions;

  @ConfigProperty(name = "connect.admin-token")
  String adminToken;

  @Test
  void aHeldPaymentIsCapturedInPartOnce() {
    Sale sale = till.held(100_00);
    var confirmed = (PaymentConfirmed) log.of(sale).getLast().getPayload();
    assertThat(Duration.between(confirmed.getAuthorizedAt(), confirmed.getCaptureBy()))
        .isEqualTo(Duration.ofDays(7));
    assertThat(till.balance(sale)).isZero();

    terminals.capture(sale, 1, "capture_1", 60_00L);
    terminals.capture(sale, 1, "capture_1", 60_00L);
    terminals.capture(sale, 2, "capture_1", 50_00L);
    terminals.capture(sale, 3, "capture_2", 40_00L);
    var events =
        log.awaitTypes(
            sale,
            AUTHORIZED,
            CONFIRMED,
            CAPTURED,
            "payment.capture_refused",
            "payment.capture_refused");
    var captured = (PaymentCaptured) events.get(2).getPayload();
    assertThat(captured.getAmountMinor()).isEqualTo(60_00);
    assertThat(captured.getAuthorizedMinor()).isEqualTo(100_00);
    assertThat(captured.getRequestId()).isEqualTo("capture_1");
    assertThat(captureRule(events.get(3))).isEqualTo("capture_1 request_with_different_contents");
    assertThat(captureRule(events.get(4))).isEqualTo("capture_2 already_captured");
    till.agrees(sale, 60_00);
    assertThat(till.balance(sale)).isEqualTo(60_00 - 1_79);
  }

  @Test
  void aHeldPaymentIsReleasedWhenItIsCanceled() {
    Sale sale = till.held(100_00);
    terminals.cancel(sale, 1, "cancel_1", null);
    var events = log.awaitTypes(sale, AUTHORIZED, CONFIRMED, "payment.voided");
    assertThat(((PaymentVoided) events.getLast().getPayload()).getAmountMinor()).isEqualTo(100_00);
    assertThat(till.held(sale)).isFalse();
    assertThat(till.book(sale)).containsExactly("VOID 10000");
    terminals.capture(sale, 2, "capture_1", null);
    events =
        log.awaitTypes(sale, AUTHORIZED, CONFIRMED, "payment.voided", "payment.capture_refused");
    assertThat(captureRule(events.getLast())).isEqualTo("capture_1 canceled");
  }

  @Test
  void whatIsNotCapturedInTimeIsReleasedAndExpires() {
    Sale sale = till.held(100_00);
    till.change(
        sale,
        "authorized_at = authorized_at - interval '7 days',"
            + " capture_by = capture_by - interval '7 days', due_at = now()");
    var events = log.awaitTypes(sale, AUTHORIZED, CONFIRMED, "payment.expired");
    assertThat(((PaymentExpired) events.getLast().getPayload()).getAmountMinor()).isEqualTo(100_00);
    assertThat(till.held(sale)).isFalse();
    terminals.capture(sale, 1, "capture_1", null);
    terminals.cancel(sale, 2, "cancel_1", null);
    events =
        log.awaitTypes(
            sale, AUTHORIZED, CONFIRMED, "payment.expired", "payment.capture_refused", REFUSED);
    assertThat(captureRule(events.get(3))).isEqualTo("capture_1 capture_window_over");
    assertThat(cancelRule(events.get(4))).isEqualTo("cancel_1 expired");
  }

  @Test
  void aSaleOfTheSameDayIsVoidedAsAWhole() {
    Sale sale = till.captured(100_00);
    terminals.cancel(sale, 1, "cancel_1", 40_00L);
    terminals.cancel(sale, 2, "cancel_2", null);
    terminals.cancel(sale, 2, "cancel_2", null);
    var events = log.awaitTypes(sale, AUTHORIZED, CAPTURED, REFUSED, "payment.voided");
    assertThat(cancelRule(events.get(2))).isEqualTo("cancel_1 partial_void_not_allowed");
    assertThat(((PaymentVoided) events.getLast().getPayload()).getRequestId())
        .isEqualTo("cancel_2");
    till.agrees(sale, 0);
    assertThat(till.balance(sale)).isZero();
    assertThat(till.book(sale)).containsExactly("VOID 10000");
  }

  /** Captured a moment ago, and yet on another day where the merchant is now: to the east. */
  @Test
  void theDayEndsWhereTheMerchantIs() {
    Sale sale = till.captured(100_00);
    terminals.moveAccount(sale.accountId(), 2, "Pacific/Kiritimati");
    await()
        .until(
            () ->
                rows.number(
                        "SELECT last_version FROM affiliation WHERE account_id = ?",
                        sale.accountId())
                    == 2);
    // The last instant of the day before, at UTC+14.
    till.moveCaptures(
        sale, "date_trunc('day', now(), 'Pacific/Kiritimati') - interval '1 microsecond'");
    terminals.cancel(sale, 1, "cancel_1", 1_00L);
    log.awaitTypes(sale, AUTHORIZED, CAPTURED, "payment.refunded");
  }

  @Test
  void aSaleOfTheDayBeforeIsRefundedInParts() {
    Sale sale = till.capturedYesterday(100_00);
    terminals.cancel(sale, 1, "cancel_1", 33_33L);
    terminals.cancel(sale, 2, "cancel_2", 66_68L);
    terminals.cancel(sale, 3, "cancel_3", null);
    var events = awaitAll(sale, 5);
    assertThat(refunds(events)).isEqualTo(100_00);
    assertThat(events.stream().filter(e -> e.getType().equals(REFUSED)).map(this::cancelRule))
        .containsExactly("cancel_2 amount_exceeds_left");
    till.agrees(sale, 0);
    assertThat(till.balance(sale)).isZero();
  }

  @Test
  void aRefundNeedsTheBalanceToTheCentavo() throws SQLException {
    Sale sale = till.capturedYesterday(100_00);
    balance(sale, 97_00);
    terminals.cancel(sale, 1, "cancel_1", null);
    var events = log.awaitTypes(sale, AUTHORIZED, CAPTURED, REFUSED);
    assertThat(cancelRule(events.getLast())).isEqualTo("cancel_1 insufficient_balance");
    balance(sale, 97_01);
    terminals.cancel(sale, 2, "cancel_2", null);
    log.awaitTypes(sale, AUTHORIZED, CAPTURED, REFUSED, "payment.refunded");
    assertThat(till.balance(sale)).isZero();
  }

  @Test
  void whatTheNetworkRefusesStandsUntilItIsRetried() {
    Sale sale = till.captured(100_51);
    terminals.cancel(sale, 1, "cancel_1", null);
    var events = log.awaitTypes(sale, AUTHORIZED, CAPTURED, REFUSED);
    var refused = (PaymentCancelRefused) events.getLast().getPayload();
    assertThat(refused.getRefusedBy()).isEqualTo(RefusedBy.NETWORK);
    assertThat(refused.getReturnCode()).isEqualTo("9112");
    till.agrees(sale, 100_51);

    operator()
        .get("/acquirer/v1/payments/" + sale.paymentId())
        .then()
        .body("cancellations[0].status", equalTo("refused"))
        .body("cancellations[0].return_code", equalTo("9112"));
    // Whoever retries says so to order-service (docs/adr/0016).
    operator()
        .post("/acquirer/v1/payments/%s/cancellations/cancel_1/retry".formatted(sale.paymentId()))
        .then()
        .statusCode(404);
    terminals.retryCancellation(sale, 2, "retry_1", "cancel_1");
    events = log.awaitTypes(sale, AUTHORIZED, CAPTURED, REFUSED, "payment.voided");
    var voided = (PaymentVoided) events.getLast().getPayload();
    assertThat(voided.getRequestId()).isEqualTo("cancel_1");
    assertThat(voided.getRetryRequestId()).isEqualTo("retry_1");
    till.agrees(sale, 0);
    assertThat(till.book(sale)).containsExactly("VOID 10051");
  }

  @Test
  void aVoidIsNotRetriedOnAnotherDay() {
    Sale sale = till.captured(100_51);
    terminals.cancel(sale, 1, "cancel_1", null);
    log.awaitTypes(sale, AUTHORIZED, CAPTURED, REFUSED);
    till.moveCaptures(sale, "captured_at - interval '1 day'");
    terminals.retryCancellation(sale, 2, "retry_1", "cancel_1");
    var events = log.awaitTypes(sale, AUTHORIZED, CAPTURED, REFUSED, REFUSED);
    assertThat(cancelRule(events.getLast())).isEqualTo("cancel_1 new_cancellation_needed");
    assertThat(((PaymentCancelRefused) events.getLast().getPayload()).getRetryRequestId())
        .isEqualTo("retry_1");
    till.agrees(sale, 100_51);
    assertThat(till.book(sale)).isEmpty();
  }

  @Test
  void aRetryAfter180DaysIsRefusedAndSoIsOneWithoutBalance() throws SQLException {
    Sale sale = till.capturedYesterday(100_51);
    terminals.cancel(sale, 1, "cancel_1", 40_00L);
    log.awaitTypes(sale, AUTHORIZED, CAPTURED, REFUSED);
    balance(sale, 1_00);
    terminals.retryCancellation(sale, 2, "retry_1", "cancel_1");
    var events = log.awaitTypes(sale, AUTHORIZED, CAPTURED, REFUSED, REFUSED);
    assertThat(cancelRule(events.getLast())).isEqualTo("cancel_1 insufficient_balance");
    till.moveCaptures(sale, "captured_at - interval '180 days'");
    terminals.retryCancellation(sale, 3, "retry_2", "cancel_1");
    events = log.awaitTypes(sale, AUTHORIZED, CAPTURED, REFUSED, REFUSED, REFUSED);
    assertThat(cancelRule(events.getLast())).isEqualTo("cancel_1 refund_window_over");
    assertThat(till.book(sale)).isEmpty();
  }

  /** A done that comes after a refused, when the money went elsewhere meanwhile. */
  @Test
  void whatTheNetworkMustNotHaveDoneIsKeptForPeople() throws SQLException {
    Sale sale = till.capturedYesterday(100_52);
    var id = new PaymentId(sale.paymentId());
    var request = new RequestId("cancel_1");
    terminals.cancel(sale, 1, "cancel_1", 40_00L);
    log.awaitTypes(sale, AUTHORIZED, CAPTURED, REFUSED);
    balance(sale, 1_00);
    long before = contradictions.open();
    requests.done(id, request);
    requests.done(id, request);
    assertThat(contradictions.open()).isEqualTo(before + 1);
    assertThat(
            rows.number(
                "SELECT amount_minor FROM contradiction WHERE payment_id = ?", sale.paymentId()))
        .isEqualTo(40_00);
    assertThat(log.of(sale)).hasSize(3);
    assertThat(till.balance(sale)).isEqualTo(1_00);
    operator()
        .get("/acquirer/v1/payments/" + sale.paymentId())
        .then()
        .body("cancellations[0].contradicted_at", notNullValue());

    balance(sale, 97_51);
    requests.done(id, request);
    log.awaitTypes(sale, AUTHORIZED, CAPTURED, REFUSED, "payment.refunded");
    assertThat(contradictions.open()).isEqualTo(before);
  }

  @Test
  void aRetryByTheMerchantDoesTheSame() {
    Sale sale = till.capturedYesterday(100_51);
    terminals.cancel(sale, 1, "cancel_1", 40_00L);
    log.awaitTypes(sale, AUTHORIZED, CAPTURED, REFUSED);
    terminals.retryCancellation(sale, 2, "retry_1", "cancel_1");
    var events = log.awaitTypes(sale, AUTHORIZED, CAPTURED, REFUSED, "payment.refunded");
    var refunded = (PaymentRefunded) events.getLast().getPayload();
    assertThat(refunded.getRequestId()).isEqualTo("cancel_1");
    assertThat(refunded.getRetryRequestId()).isEqualTo("retry_1");
    assertThat(refunded.getRefundedMinor()).isEqualTo(40_00);
    till.agrees(sale, 60_51);
  }

  @Test
  void whatTheNetworkAlwaysRefusesGivesItsRoomBack() {
    Sale sale = till.capturedYesterday(100_52);
    terminals.cancel(sale, 1, "cancel_1", null);
    log.awaitTypes(sale, AUTHORIZED, CAPTURED, REFUSED);
    terminals.cancel(sale, 2, "cancel_2", null);
    var events = log.awaitTypes(sale, AUTHORIZED, CAPTURED, REFUSED, REFUSED);
    assertThat(((PaymentCancelRefused) events.getLast().getPayload()).getReturnCode())
        .isEqualTo("1024");
    till.agrees(sale, 100_52);
  }

  @Test
  void answersThatAreLostAreAskedForUntilTheyCome() {
    Sale sale = till.capturedYesterday(100_53);
    terminals.cancel(sale, 1, "cancel_1", null);
    log.awaitTypes(sale, AUTHORIZED, CAPTURED, "payment.refunded");
    assertThat(
            rows.number(
                "SELECT attempts FROM network.cancellation_record WHERE reference = ?",
                sale.paymentId()))
        .isEqualTo(3);
    till.agrees(sale, 0);
    assertThat(till.book(sale)).containsExactly("REFUND 10053");
  }

  @Test
  void whatIsHeldIsShownToOperators() {
    Sale sale = till.held(100_00);
    operator()
        .get("/acquirer/v1/payments/" + sale.paymentId())
        .then()
        .body("operation_type", equalTo("pre_auth"))
        .body("state", equalTo("held"));
  }

  private List<PaymentEvent> awaitAll(Sale sale, int count) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(log.of(sale)).hasSize(count));
    return log.of(sale);
  }

  private static long refunds(List<PaymentEvent> events) {
    return events.stream()
        .map(PaymentEvent::getPayload)
        .filter(PaymentRefunded.class::isInstance)
        .mapToLong(payload -> ((PaymentRefunded) payload).getAmountMinor())
        .sum();
  }

  /** As a settlement will take it out. */
  private void balance(Sale sale, long minor) throws SQLException {
    rows.inOneTransaction(
        "UPDATE affiliation_balance SET balance_minor = %d WHERE account_id = '%s'"
            .formatted(minor, sale.accountId()));
  }

  private RequestSpecification operator() {
    return given().header("Authorization", "Bearer " + adminToken);
  }

  private String captureRule(PaymentEvent event) {
    var refused = (PaymentCaptureRefused) event.getPayload();
    assertThat(refused.getMessage()).isNotBlank();
    return refused.getRequestId() + " " + refused.getReturnCode();
  }

  private String cancelRule(PaymentEvent event) {
    var refused = (PaymentCancelRefused) event.getPayload();
    assertThat(refused.getRefusedBy()).isEqualTo(RefusedBy.RULE);
    assertThat(refused.getMessage()).isNotBlank();
    return refused.getRequestId() + " " + refused.getReturnCode();
  }
}

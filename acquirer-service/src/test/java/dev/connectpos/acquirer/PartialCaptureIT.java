package dev.connectpos.acquirer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.connectpos.acquirer.Terminals.Sale;
import dev.connectpos.payment.events.v1.PaymentCaptureRefused;
import dev.connectpos.payment.events.v1.PaymentCaptured;
import dev.connectpos.payment.events.v1.PaymentEvent;
import dev.connectpos.payment.events.v1.PaymentRefunded;
import dev.connectpos.payment.events.v1.PaymentRemainderExpired;
import dev.connectpos.payment.events.v1.PaymentVoided;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Several captures of one authorization, as the wire and the books see them. */
@QuarkusTest
@WithTestResource(Outside.class)
class PartialCaptureIT {
  private static final String AUTHORIZED = "payment.authorized";
  private static final String CONFIRMED = "payment.confirmed";
  private static final String CAPTURED = "payment.captured";
  private static final String CAPTURE_REFUSED = "payment.capture_refused";

  @Inject Terminals terminals;
  @Inject EventLog log;
  @Inject Rows rows;
  @Inject Till till;

  @ConfigProperty(name = "connect.admin-token")
  String adminToken;

  @Test
  void aHoldIsCapturedInPartsUntilItIsUsedUp() {
    Sale sale = till.held(100_00);
    terminals.captureOpen(sale, 1, "capture_1", 30_00L);
    log.awaitTypes(sale, AUTHORIZED, CONFIRMED, CAPTURED);
    till.agrees(sale, 30_00);
    terminals.captureOpen(sale, 2, "capture_1", 30_00L);
    terminals.captureOpen(sale, 3, "capture_1", 29_99L);
    terminals.captureOpen(sale, 4, "capture_2", 70_01L);
    terminals.captureOpen(sale, 5, "capture_3", 69_99L);
    terminals.captureOpen(sale, 6, "capture_4", null);
    terminals.capture(sale, 7, "capture_5", 1L);
    var events =
        log.awaitTypes(
            sale,
            AUTHORIZED,
            CONFIRMED,
            CAPTURED,
            CAPTURE_REFUSED,
            CAPTURE_REFUSED,
            CAPTURED,
            CAPTURED,
            CAPTURE_REFUSED);
    assertThat(told(events.get(2))).isEqualTo("capture_1 3000 of 3000, more may follow");
    assertThat(rule(events.get(3))).isEqualTo("capture_1 request_with_different_contents");
    assertThat(rule(events.get(4))).isEqualTo("capture_2 amount_exceeds_authorized");
    assertThat(told(events.get(5))).isEqualTo("capture_3 6999 of 9999, more may follow");
    assertThat(told(events.get(6))).isEqualTo("capture_4 1 of 10000, final");
    assertThat(rule(events.get(7))).isEqualTo("capture_5 already_captured");
    till.agrees(sale, 100_00);
    // Each with its own fee: 2.99 % of R$ 30,00, of R$ 69,99 and of R$ 0,01.
    assertThat(
            rows.texts(
                "SELECT capture_no || ' ' || amount_minor || ' ' || fee_minor FROM capture"
                    + " WHERE payment_id = ? ORDER BY capture_no",
                sale.paymentId()))
        .containsExactly("1 3000 90", "2 6999 209", "3 1 0");
    assertThat(
            rows.number(
                "SELECT count(*) FROM ledger_transaction WHERE payment_id = ? AND kind = 'capture'",
                sale.paymentId()))
        .isEqualTo(3);
    given()
        .header("Authorization", "Bearer " + adminToken)
        .get("/acquirer/v1/payments/" + sale.paymentId())
        .then()
        .statusCode(200)
        .body("state", equalTo("captured"))
        .body("captured_minor", equalTo(100_00))
        .body("captures.request_id", equalTo(List.of("capture_1", "capture_3", "capture_4")))
        .body("captures.amount_minor", equalTo(List.of(30_00, 69_99, 1)))
        .body("captures.final", equalTo(List.of(false, false, true)));
  }

  @Test
  void whatIsNotCapturedInTimeIsLet() {
    Sale sale = till.held(100_00);
    terminals.captureOpen(sale, 1, "capture_1", 60_00L);
    log.awaitTypes(sale, AUTHORIZED, CONFIRMED, CAPTURED);
    till.moveCaptures(sale, "captured_at - interval '8 days'");
    till.change(
        sale,
        "authorized_at = authorized_at - interval '8 days',"
            + " capture_by = capture_by - interval '8 days', due_at = now()");
    var events = log.awaitTypes(sale, AUTHORIZED, CONFIRMED, CAPTURED, "payment.remainder_expired");
    var expired = (PaymentRemainderExpired) events.getLast().getPayload();
    assertThat(expired.getAmountMinor()).isEqualTo(40_00);
    assertThat(expired.getCapturedMinor()).isEqualTo(60_00);
    terminals.captureOpen(sale, 2, "capture_2", 1L);
    events =
        log.awaitTypes(
            sale, AUTHORIZED, CONFIRMED, CAPTURED, "payment.remainder_expired", CAPTURE_REFUSED);
    assertThat(rule(events.getLast())).isEqualTo("capture_2 capture_window_over");
    till.agrees(sale, 60_00);
  }

  @Test
  void capturesOfOneDayAreVoidedTogether() {
    Sale sale = till.held(100_00);
    terminals.captureOpen(sale, 1, "capture_1", 30_00L);
    terminals.captureOpen(sale, 2, "capture_2", 20_00L);
    terminals.cancel(sale, 3, "cancel_1", null);
    var events = log.awaitTypes(sale, AUTHORIZED, CONFIRMED, CAPTURED, CAPTURED, "payment.voided");
    assertThat(((PaymentVoided) events.getLast().getPayload()).getAmountMinor()).isEqualTo(50_00);
    till.agrees(sale, 0);
    assertThat(till.balance(sale)).isZero();
    assertThat(till.held(sale)).isFalse();
  }

  /** The oldest first, each with the due dates and the fee of its own instalments. */
  @Test
  void refundsTakeFromTheOldestCaptureFirst() {
    Sale sale = till.held(100_00);
    terminals.captureOpen(sale, 1, "capture_1", 30_00L);
    log.awaitTypes(sale, AUTHORIZED, CONFIRMED, CAPTURED);
    till.moveCaptures(sale, "captured_at - interval '1 day'");
    terminals.cancel(sale, 2, "cancel_1", 10_00L);
    log.awaitTypes(sale, AUTHORIZED, CONFIRMED, CAPTURED, "payment.refunded");
    till.agrees(sale, 20_00);
    terminals.captureOpen(sale, 3, "capture_2", 50_00L);
    terminals.cancel(sale, 4, "cancel_2", 25_00L);
    var events =
        log.awaitTypes(
            sale,
            AUTHORIZED,
            CONFIRMED,
            CAPTURED,
            "payment.refunded",
            CAPTURED,
            "payment.refunded");
    assertThat(((PaymentRefunded) events.getLast().getPayload()).getRefundedMinor())
        .isEqualTo(35_00);
    till.agrees(sale, 45_00);
    assertThat(
            rows.texts(
                "SELECT kind || ' ' || capture_no || ' ' || amount_minor || ' ' || fee_minor"
                    + " FROM receivable WHERE payment_id = ? ORDER BY receivable_no",
                sale.paymentId()))
        .containsExactly(
            "credit 1 3000 90",
            "refund 1 -1000 -30",
            "credit 2 5000 150",
            "refund 1 -2000 -60",
            "refund 2 -500 -15");
  }

  @Test
  void theDatabaseRefusesWhatTheMachineWould() {
    Sale sale = till.held(100_00);
    terminals.captureOpen(sale, 1, "capture_1", 60_00L);
    log.awaitTypes(sale, AUTHORIZED, CONFIRMED, CAPTURED);
    String more =
        "INSERT INTO capture (payment_id, capture_no, request_id, amount_minor, fee_minor,"
            + " is_final, captured_at) VALUES ('%s', 2, 'more', %d, 0, false, now())";
    assertThatThrownBy(() -> rows.inOneTransaction(more.formatted(sale.paymentId(), 1)))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("does not agree with its captures");
    assertThatThrownBy(
            () ->
                rows.inOneTransaction(
                    more.formatted(sale.paymentId(), 40_01),
                    "UPDATE payment SET captured_minor = captured_minor + 4001 WHERE payment_id ="
                        + " '%s'".formatted(sale.paymentId())))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("captured_");
    assertThatThrownBy(
            () ->
                rows.inOneTransaction(
                    "UPDATE capture SET amount_minor = 1 WHERE payment_id = '%s'"
                        .formatted(sale.paymentId())))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("append only");
  }

  private static String told(PaymentEvent event) {
    var captured = (PaymentCaptured) event.getPayload();
    return "%s %d of %d, %s"
        .formatted(
            captured.getRequestId(),
            captured.getAmountMinor(),
            captured.getCapturedMinor(),
            captured.getIsFinal() ? "final" : "more may follow");
  }

  private static String rule(PaymentEvent event) {
    var refused = (PaymentCaptureRefused) event.getPayload();
    return refused.getRequestId() + " " + refused.getReturnCode();
  }
}

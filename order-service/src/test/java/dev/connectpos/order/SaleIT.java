package dev.connectpos.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.connectpos.charge.commands.v1.CancelPayment;
import dev.connectpos.order.application.Orders;
import dev.connectpos.order.application.Origin;
import dev.connectpos.order.application.PaymentNews;
import dev.connectpos.order.domain.OrderCommand;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.PaymentId;
import dev.connectpos.order.events.v1.ChargeOverpaid;
import dev.connectpos.order.events.v1.ChargePaid;
import dev.connectpos.order.events.v1.OrderClosed;
import dev.connectpos.order.events.v1.OrderEvent;
import dev.connectpos.order.events.v1.OrderPaymentFailed;
import dev.connectpos.order.events.v1.OrderPlaced;
import dev.connectpos.outbox.Verdict;
import dev.connectpos.testkit.Backends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sale as order-service lives it: PDV in front, acquirer behind, both for real. */
@QuarkusTest
@WithTestResource(Backends.class)
class SaleIT {
  @Inject AgroalDataSource database;
  @Inject Orders orders;

  private EventLog log;
  private Merchant merchant;
  private Tables tables;

  @BeforeEach
  void openShop() {
    log = new EventLog();
    tables = new Tables(database);
    merchant = Merchant.open(log);
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void approvedPaymentBecomesAPaidChargeAndTheOrderWaitsToBeClosed() {
    var order = merchant.placed(1990);
    var payment = new PaymentMessages("pay_approved00000001", order, merchant.account());
    log.publish(payment.payment(), payment.authorized(1, 1990));
    log.publish(payment.payment(), payment.captured(2, 1990));
    awaitCharges(order, 1);

    merchant
        .get(order)
        .then()
        .statusCode(200)
        .body("status", equalTo("pending"))
        .body("closed", equalTo(false))
        .body("amount", equalTo(1990))
        .body("paid_amount", equalTo(1990))
        .body("charges[0].code", equalTo("32712345678901"))
        .body("charges[0].payment_method", equalTo("cash"))
        .body("charges[0].last_transaction.transaction_type", equalTo("cash"))
        .body("charges[0].last_transaction.id", matchesPattern("tran_\\w{16}"))
        .body("charges[0].metadata.scheme_name", equalTo("Visa"))
        .body("charges[0].metadata.installment_quantity", equalTo("3"))
        .body("charges[0].metadata.installment_type", equalTo("MerchantFinanced"))
        .body("charges[0].metadata.terminal_serial_number", equalTo("6C582505"));
    var charge = merchant.get(order).<String>path("charges[0].id");
    var shown = merchant.pdv().get("/core/v5/charges/" + charge);
    shown
        .then()
        .statusCode(200)
        .body("order.id", equalTo(order))
        .body("order.status", equalTo("pending"))
        .body("customer.name", equalTo("Mesa 3"))
        .body(not(containsString("null")));
    assertThat(merchant.close(order, "paid").then().extract().<String>path("status"))
        .isEqualTo("paid");

    var events = awaitEvents(order, 3);
    assertThat(((OrderPlaced) events.get(0).getPayload()).getTerminalSerials())
        .containsExactly(merchant.serial());
    var paid = (ChargePaid) events.get(1).getPayload();
    assertThat(paid.getResourceJson()).isEqualTo(shown.asString());
    assertThat(events.get(1).getCorrelationId()).isEqualTo("sale-1");
    assertThat(events.get(1).getCausationId())
        .isEqualTo(payment.captured(2, 1990).getEventId().toString());
    var closed = (OrderClosed) events.get(2).getPayload();
    assertThat(closed.getResourceJson()).isEqualTo(merchant.get(order).asString());
  }

  @Test
  void duplicatedAndReorderedMessagesMakeOneCharge() {
    var order = merchant.placed(1990);
    var payment = new PaymentMessages("pay_reordered0000001", order, merchant.account());
    log.publish(payment.payment(), payment.captured(2, 1990));
    log.publish(payment.payment(), payment.authorized(1, 1990));
    log.publish(payment.payment(), payment.captured(2, 1990));
    log.publish(payment.payment(), payment.authorized(1, 1990));
    log.publish(payment.payment(), payment.captured(2, 1990));
    awaitCharges(order, 1);
    // A later payment's outcome proves that everything before it was taken in.
    var later = new PaymentMessages("pay_reordered0000002", order, merchant.account());
    log.publish(later.payment(), later.declined(1, 1990));

    var events = awaitEvents(order, 3);
    assertThat(events.stream().map(OrderEvent::getType).sorted())
        .containsExactly("charge.paid", "order.payment_failed", "order.placed");
    assertThat(tables.count("SELECT count(*) FROM charge WHERE order_id = '" + order + "'"))
        .isEqualTo(1);
  }

  @Test
  void declineIsToldAndTheOrderStaysOpenForAnotherTry() {
    var order = merchant.placed(1990);
    var first = new PaymentMessages("pay_declined00000001", order, merchant.account());
    log.publish(first.payment(), first.declined(1, 1990));
    var failed = (OrderPaymentFailed) awaitEvents(order, 2).get(1).getPayload();
    assertThat(failed.getReturnCode()).isEqualTo("1016");
    merchant.get(order).then().body("status", equalTo("pending")).body("charges", equalTo(null));

    var second = new PaymentMessages("pay_declined00000002", order, merchant.account());
    log.publish(second.payment(), second.authorized(1, 1990));
    log.publish(second.payment(), second.captured(2, 1990));
    awaitCharges(order, 1);
  }

  @Test
  void orderCannotBeClosedWhileItsMoneyMayStillMove() {
    var order = merchant.placed(1990);
    merchant
        .close(order, "paid")
        .then()
        .statusCode(412)
        .body("code", equalTo("order_not_fully_paid"));
    var payment = new PaymentMessages("pay_undone0000000001", order, merchant.account());
    log.publish(payment.payment(), payment.authorized(1, 1990));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                tables.count("SELECT count(*) FROM order_payment WHERE order_id = '" + order + "'")
                    > 0);
    merchant
        .close(order, "canceled")
        .then()
        .statusCode(412)
        .body("code", equalTo("payment_in_progress"));
    log.publish(payment.payment(), payment.reversing(2));
    log.publish(payment.payment(), payment.reversed(3));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> merchant.close(order, "canceled").statusCode() == 200);
    merchant.close(order, "canceled").then().statusCode(200).body("status", equalTo("canceled"));
    merchant
        .close(order, "failed")
        .then()
        .statusCode(412)
        .body("code", equalTo("order_closed_with_different_status"));
  }

  @Test
  void captureOfACanceledOrderIsRecordedAndToldAndAskedBack() {
    var order = merchant.placed(1000);
    merchant.close(order, "canceled").then().statusCode(200);
    var payment = new PaymentMessages("pay_late000000000001", order, merchant.account());
    log.publish(payment.payment(), payment.captured(1, 1500));
    awaitCharges(order, 1);
    merchant
        .get(order)
        .then()
        .body("status", equalTo("canceled"))
        .body("paid_amount", equalTo(1500));
    var told = awaitEvents(order, 4);
    assertThat(told.get(2).getPayload()).isInstanceOf(ChargePaid.class);
    assertThat(told.get(3).getPayload()).isInstanceOf(ChargeOverpaid.class);
    merchant.get(order).then().body("charges[0].pending_cancellation", equalTo(true));
    var commands =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> log.ofPayment(payment.payment()), found -> !found.isEmpty());
    var asked = (CancelPayment) commands.getFirst().getPayload();
    assertThat(asked.getAmountMinor()).isEqualTo(1500);
    log.publish(payment.payment(), payment.voided(2, asked.getRequestId(), 1500));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                merchant
                    .get(order)
                    .then()
                    .body("charges[0].status", equalTo("canceled"))
                    .body("charges[0].pending_cancellation", equalTo(false))
                    .body("canceled_amount", equalTo(1500)));
    assertThat(RestAssured.get("/q/metrics").asString())
        .containsPattern("connect_orders_overpaid_total \\d*[1-9]");
  }

  @Test
  void paymentOfAnOrderThatIsNotHereYetWaitsForIt() {
    var payment = new PaymentId("pay_early0000000001");
    var news =
        new PaymentNews(
            new OrderId("or_0000000000000000"),
            payment,
            1,
            new OrderCommand.RecordPaymentReversed(payment, Instant.EPOCH),
            new Origin("sale-1", null));
    assertThat(orders.hear(news)).isEqualTo(Verdict.GAP);
  }

  @Test
  void anotherAccountSeesNothing() {
    var order = merchant.placed(1990);
    var payment = new PaymentMessages("pay_others0000000001", order, merchant.account());
    log.publish(payment.payment(), payment.captured(1, 1990));
    awaitCharges(order, 1);
    var charge = merchant.get(order).<String>path("charges[0].id");
    var other = Merchant.withoutTerminal("test");
    other.get(order).then().statusCode(404).body("message", equalTo("Order not found."));
    other.close(order, "paid").then().statusCode(404);
    other.pdv().get("/core/v5/charges/" + charge).then().statusCode(404);
    other
        .place(merchant.order(1990))
        .then()
        .statusCode(422)
        .body("code", equalTo("terminal_unknown"));
  }

  private void awaitCharges(String order, int number) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> merchant.get(order).then().body("charges", hasSize(number)));
  }

  /** The order's events, once there are so many, with versions counting from one. */
  private List<OrderEvent> awaitEvents(String order, int number) {
    var events =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> log.ofOrder(order), found -> found.size() >= number);
    assertThat(events).hasSize(number);
    assertThat(events.stream().map(OrderEvent::getAggregateVersion))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, number).boxed().toList());
    return events;
  }
}

package dev.connectpos.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.connectpos.charge.commands.v1.CancelPayment;
import dev.connectpos.order.events.v1.ClosedStatus;
import dev.connectpos.order.events.v1.OrderClosed;
import dev.connectpos.order.events.v1.OrderEvent;
import dev.connectpos.order.events.v1.OrderMode;
import dev.connectpos.order.events.v1.OrderPlaced;
import dev.connectpos.payment.events.v1.PaymentAuthorized;
import dev.connectpos.payment.events.v1.PaymentCaptured;
import dev.connectpos.payment.events.v1.PaymentConfirmed;
import dev.connectpos.payment.events.v1.PaymentDeclined;
import dev.connectpos.payment.events.v1.PaymentEvent;
import dev.connectpos.payment.events.v1.PaymentOrigin;
import dev.connectpos.payment.events.v1.PaymentReversed;
import dev.connectpos.payment.events.v1.PaymentReversing;
import dev.connectpos.testkit.Backends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sales of a terminal without an order (T5): each leaves one order, closed and paid. */
@QuarkusTest
@WithTestResource(Backends.class)
class StandaloneIT {
  @Inject AgroalDataSource database;

  private EventLog log;
  private Merchant merchant;
  private Tables tables;

  @BeforeEach
  void openShop() {
    log = new EventLog();
    merchant = Merchant.withoutTerminal("test");
    tables = new Tables(database);
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void aSaleLeavesAnOrderThatIsClosedAndPaid() {
    var payment = payment(1);
    publish(payment.authorized(1, 1990), payment.payment());
    publish(payment.captured(2, 1990), payment.payment());
    var order = awaitOrder(payment);
    order
        .then()
        .body("status", equalTo("paid"))
        .body("closed", equalTo(true))
        .body("amount", equalTo(1990))
        .body("paid_amount", equalTo(1990))
        .body("customer.name", equalTo("Unknown customer"))
        .body("items", hasSize(1))
        .body("items[0].description", equalTo("Valor avulso"))
        .body("metadata.scheme_name", equalTo("Visa"))
        .body("metadata.terminal_serial_number", equalTo("6C582505"))
        .body("charges", hasSize(1))
        .body("charges[0].status", equalTo("paid"))
        .body("charges[0].payment_method", equalTo("cash"));
    assertThat(order.<Map<String, String>>path("metadata"))
        .isEqualTo(order.<Map<String, String>>path("charges[0].metadata"));
    var events = awaitEvents(payment.order(), 3);
    var placed = (OrderPlaced) events.get(0).getPayload();
    assertThat(placed.getMode()).isEqualTo(OrderMode.STANDALONE);
    assertThat(events.get(1).getType()).isEqualTo("charge.paid");
    assertThat(((OrderClosed) events.get(2).getPayload()).getStatus()).isEqualTo(ClosedStatus.PAID);
    assertThat(places()).isZero();
    merchant
        .pdv()
        .get("/core/v5/orders?status=paid")
        .then()
        .body("data.id", equalTo(List.of(payment.order())));
  }

  @Test
  void itsMoneyGoesBackAsAnyOtherDoes() {
    var payment = payment(2);
    publish(payment.captured(1, 1990), payment.payment());
    var charge = awaitOrder(payment).<String>path("charges[0].id");
    var answer =
        CompletableFuture.supplyAsync(() -> merchant.pdv().delete("/core/v5/charges/" + charge));
    var commands =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> log.ofPayment(payment.payment()), found -> !found.isEmpty());
    var asked = (CancelPayment) commands.getFirst().getPayload();
    log.publish(payment.payment(), payment.voided(2, asked.getRequestId(), 1990));
    answer.join().then().statusCode(200);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                merchant
                    .get(payment.order())
                    .then()
                    .body("status", equalTo("paid"))
                    .body("charges[0].status", equalTo("canceled")));
  }

  @Test
  void duplicatesReorderingAndRedeliveryEndInOneOrder() {
    var random = new Random(20261125);
    for (int round = 0; round < 8; round++) {
      var payment = payment(10 + round);
      var messages =
          Stream.of(
                  payment.authorized(1, 1990),
                  payment.authorized(1, 1990),
                  payment.captured(2, 1990),
                  payment.captured(2, 1990),
                  payment.voided(3, null, 1990),
                  payment.voided(3, null, 1990))
              .collect(Collectors.toList());
      Collections.shuffle(messages, random);
      messages.forEach(message -> publish(message, payment.payment()));
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  merchant
                      .get(payment.order())
                      .then()
                      .statusCode(200)
                      .body("charges", hasSize(1))
                      .body("charges[0].status", equalTo("canceled")));
      assertThat(awaitEvents(payment.order(), 4).stream().map(OrderEvent::getType))
          .containsExactly("order.placed", "charge.paid", "order.closed", "charge.refunded");
    }
    assertThat(orders()).isEqualTo(8);
  }

  @Test
  void whatCameToNothingLeavesNoOrder() {
    var declined = payment(3);
    publish(declined.declined(1, 1990), declined.payment());
    var reversed = payment(4);
    publish(reversed.authorized(1, 1990), reversed.payment());
    publish(reversed.reversing(2), reversed.payment());
    publish(reversed.reversed(3), reversed.payment());
    var sold = payment(5);
    publish(sold.captured(1, 500), sold.payment());
    awaitOrder(sold);
    await().atMost(Duration.ofSeconds(30)).until(() -> orders() == 1);
    merchant.get(declined.order()).then().statusCode(404);
    merchant.get(reversed.order()).then().statusCode(404);
  }

  @Test
  void aSaleThatIsOnlyHeldStaysOpenForThePdv() {
    var payment = payment(6);
    publish(payment.confirmed(1, 1990), payment.payment());
    awaitOrder(payment)
        .then()
        .body("status", equalTo("pending"))
        .body("charges[0].status", equalTo("pending"));
    assertThat(places()).isZero();
    publish(payment.captured(2, 1990, 1990, "req_0000000000000001"), payment.payment());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> merchant.close(payment.order(), "paid").statusCode() == 200);
    assertThat(places()).isZero();
  }

  private PaymentMessages payment(int number) {
    var own = merchant.account().substring(12) + "%08d".formatted(number);
    return new PaymentMessages("pay_" + own, "or_" + own, merchant.account());
  }

  /** As the acquirer says it of a standalone sale. */
  private void publish(PaymentEvent event, String payment) {
    var origin = PaymentOrigin.STANDALONE;
    Object payload =
        switch (event.getPayload()) {
          case PaymentAuthorized p -> PaymentAuthorized.newBuilder(p).setOrigin(origin).build();
          case PaymentCaptured p -> PaymentCaptured.newBuilder(p).setOrigin(origin).build();
          case PaymentConfirmed p -> PaymentConfirmed.newBuilder(p).setOrigin(origin).build();
          case PaymentDeclined p -> PaymentDeclined.newBuilder(p).setOrigin(origin).build();
          case PaymentReversing p -> PaymentReversing.newBuilder(p).setOrigin(origin).build();
          case PaymentReversed p -> PaymentReversed.newBuilder(p).setOrigin(origin).build();
          default -> event.getPayload();
        };
    log.publish(payment, PaymentEvent.newBuilder(event).setPayload(payload).build());
  }

  private Response awaitOrder(PaymentMessages payment) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> merchant.get(payment.order()), answer -> answer.statusCode() == 200);
  }

  private List<OrderEvent> awaitEvents(String order, int number) {
    var events =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> log.ofOrder(order), found -> found.size() >= number);
    assertThat(events).hasSize(number);
    return events;
  }

  private long orders() {
    return tables.count(
        "SELECT count(*) FROM orders WHERE account_id = '" + merchant.account() + "'");
  }

  private long places() {
    return tables.count("SELECT open_orders FROM account WHERE id = '" + merchant.account() + "'");
  }
}

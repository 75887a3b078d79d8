package dev.connectpos.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.connectpos.order.application.NextDue;
import dev.connectpos.order.events.v1.CloseCause;
import dev.connectpos.order.events.v1.OrderClosed;
import dev.connectpos.order.events.v1.OrderEvent;
import dev.connectpos.order.events.v1.OrderMode;
import dev.connectpos.order.events.v1.OrderPlaced;
import dev.connectpos.order.events.v1.OrderUpdated;
import dev.connectpos.terminal.events.v1.OrderRejected;
import dev.connectpos.terminal.events.v1.OrderShown;
import dev.connectpos.terminal.events.v1.PaymentStarted;
import dev.connectpos.testkit.Backends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders while they are open: listed, revised, watched, and closed by their time. */
@QuarkusTest
@WithTestResource(Backends.class)
class OpenOrderIT {
  @Inject AgroalDataSource database;
  @Inject MovedClock clock;
  @Inject NextDue nextDue;

  private final ExecutorService pdv = Executors.newVirtualThreadPerTaskExecutor();
  private EventLog log;
  private Merchant merchant;

  @BeforeEach
  void openShop() {
    log = new EventLog();
    merchant = Merchant.open(log);
  }

  @AfterEach
  void closeLog() {
    clock.put(Duration.ZERO);
    pdv.shutdownNow();
    log.close();
  }

  @Test
  void listedOrderIsPaidInPartsAndItsTerminalsMustBeKnown() {
    var listed = merchant.order(3000).replaceFirst("(?s),\\s*\"payment_setup\": \\{[^}]*}", "");
    var order =
        merchant
            .place(listed)
            .then()
            .statusCode(200)
            .body("poi_payment_settings.payment_setup", nullValue())
            .body("poi_payment_settings.devices_serial_number", hasItems(merchant.serial()))
            .extract()
            .<String>path("id");
    merchant
        .place(listed.replace("[\"" + merchant.serial(), "[\"nobody\", \"" + merchant.serial()))
        .then()
        .statusCode(422)
        .body("code", equalTo("terminal_unknown"));
    var everywhere = listed.replace("[\"" + merchant.serial() + "\"]", "[]");
    merchant.place(everywhere).then().statusCode(200);

    for (int i = 1; i <= 2; i++) {
      var id = "pay_part%s%d".formatted(order.substring(order.length() - 11), i);
      log.publish(id, new PaymentMessages(id, order, merchant.account()).captured(1, 1500));
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                merchant
                    .get(order)
                    .then()
                    .body("charges", hasSize(2))
                    .body("paid_amount", equalTo(3000)));
    merchant.close(order, "paid").then().statusCode(200);
    var placed = (OrderPlaced) events(order, 1).getFirst().getPayload();
    assertThat(placed.getMode()).isEqualTo(OrderMode.LISTED);
    assertThat(placed.getOverpaymentAllowed()).isFalse();
  }

  @Test
  void accountSettingsAreHeeded() throws SQLException {
    var named =
        merchant.order(1000).replace("\"type\"", "\"statement_descriptor\": \"AURORA\", \"type\"");
    merchant
        .place(named)
        .then()
        .statusCode(422)
        .body("code", equalTo("soft_descriptor_not_allowed"));
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "UPDATE account SET soft_descriptor_allowed = true, overpayment_allowed = true"
                    + " WHERE id = ?")) {
      statement.setString(1, merchant.account());
      statement.executeUpdate();
    }
    var order =
        merchant
            .place(named)
            .then()
            .statusCode(200)
            .body("poi_payment_settings.payment_setup.statement_descriptor", equalTo("AURORA"))
            .extract()
            .<String>path("id");
    var placed = (OrderPlaced) events(order, 1).getFirst().getPayload();
    assertThat(placed.getSoftDescriptor()).isEqualTo("AURORA");
    assertThat(placed.getOverpaymentAllowed()).isTrue();
  }

  @Test
  void itemsAndMetadataOfAnOpenOrderAreRevised() {
    var order = merchant.placed(1990);
    var items = "/core/v5/orders/" + order + "/items";
    var juice = "{\"amount\": \"500\", \"description\": \"Suco\", \"quantity\": \"2\"}";
    var item =
        merchant
            .pdv()
            .header("Idempotency-Key", "i")
            .body(juice)
            .post(items)
            .then()
            .statusCode(200)
            .body("id", matchesPattern("oi_\\w{16}"))
            .body("quantity", equalTo(2))
            .extract()
            .<String>path("id");
    merchant.pdv().header("Idempotency-Key", "i").body(juice).post(items).then().statusCode(200);
    merchant.get(order).then().body("amount", equalTo(2990)).body("items", hasSize(2));
    merchant
        .pdv()
        .body(
            "{\"amount\": 700, \"description\": \"Suco\", \"quantity\": 1, \"category\": \"Bar\"}")
        .put(items + "/" + item)
        .then()
        .statusCode(200)
        .body("category", equalTo("Bar"));
    merchant.pdv().get(items + "/" + item).then().statusCode(200).body("amount", equalTo(700));
    merchant.pdv().delete(items + "/" + item).then().statusCode(200).body("id", equalTo(item));
    merchant
        .pdv()
        .get(items + "/" + item)
        .then()
        .statusCode(404)
        .body("code", equalTo("item_not_found"));
    Merchant.withoutTerminal("test")
        .pdv()
        .get(items + "/" + item)
        .then()
        .statusCode(404)
        .body("code", equalTo("order_not_found"));
    merchant
        .pdv()
        .body("{\"metadata\": {\"table\": 3}}")
        .patch("/core/v5/Orders/" + order + "/metadata/")
        .then()
        .statusCode(200)
        .body("metadata.table", equalTo("3"))
        .body("metadata.waiter", nullValue());
    merchant.pdv().delete(items).then().statusCode(200).body("amount", equalTo(0));
    merchant.close(order, "paid").then().statusCode(412);
    merchant.close(order, "canceled").then().statusCode(200);
    merchant
        .pdv()
        .body(juice)
        .post(items)
        .then()
        .statusCode(412)
        .body("code", equalTo("order_already_closed"));
    var updates = events(order, 7).subList(1, 6);
    assertThat(updates.stream().map(e -> ((OrderUpdated) e.getPayload()).getAmountMinor()))
        .containsExactly(2990L, 2690L, 1990L, 1990L, 0L);
  }

  @Test
  void orderClosesByItselfWhenItsTimeIsOver() {
    var unpaid = expiring(1000);
    var partly = expiring(1000);
    var paying = expiring(1000);
    var part = messages(partly);
    log.publish(part.payment(), part.captured(1, 400));
    var live = messages(paying);
    log.publish(live.payment(), live.authorized(1, 1000));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                merchant.get(partly).path("charges") != null
                    && "approved".equals(merchant.get(paying).path("terminal_status")));
    clock.put(Duration.ofSeconds(601));
    nextDue.set(Instant.MIN);

    awaitStatus(unpaid, "canceled");
    awaitStatus(partly, "failed");
    merchant
        .get(unpaid)
        .then()
        .body("status_reason", equalTo("expired"))
        .body("terminal_status", equalTo("done"));
    merchant.get(paying).then().body("status", equalTo("pending"));
    log.publish(live.payment(), live.captured(2, 1000));
    awaitStatus(paying, "paid");
    var closed = (OrderClosed) events(unpaid, 2).get(1).getPayload();
    assertThat(closed.getCause()).isEqualTo(CloseCause.EXPIRED);
    var open =
        new Tables(database)
            .count("SELECT open_orders FROM account WHERE id = '" + merchant.account() + "'");
    assertThat(open).isEqualTo(1);
  }

  @Test
  void orderThatCannotBeClosedStopsNoOther() {
    var stuck = expiring(1000);
    var next = expiring(1000);
    var tables = new Tables(database);
    tables.run(
        """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql
          AS 'BEGIN RAISE EXCEPTION ''stuck''; END';
        CREATE TRIGGER stuck BEFORE UPDATE ON orders FOR EACH ROW WHEN (NEW.id = '%s')
          EXECUTE FUNCTION refuse();
        """
            .formatted(stuck));
    try {
      clock.put(Duration.ofSeconds(601));
      nextDue.set(Instant.MIN);
      awaitStatus(next, "canceled");
      merchant.get(stuck).then().body("status", equalTo("pending"));
    } finally {
      tables.run("DROP TRIGGER stuck ON orders; DROP FUNCTION refuse()");
    }
    nextDue.set(Instant.MIN);
    awaitStatus(stuck, "canceled");
  }

  @Test
  void terminalAndAcquirerTellWhereAnOrderIs() {
    var order = merchant.placed(1000);
    var terminal = merchant.terminal();
    merchant.get(order).then().body("terminal_status", equalTo("queued"));
    tell(2, new OrderShown(terminal, merchant.account(), merchant.serial(), order));
    awaitOnTerminal(order, "shown");
    tell(3, new OrderRejected(terminal, merchant.account(), merchant.serial(), order));
    awaitOnTerminal(order, "rejected");
    var payment = messages(order);
    tell(
        4,
        new PaymentStarted(
            terminal,
            merchant.account(),
            merchant.serial(),
            order,
            "itk-1",
            payment.payment(),
            1000L,
            "BRL"));
    awaitOnTerminal(order, "authorizing");
    log.publish(payment.payment(), payment.declined(1, 1000));
    awaitOnTerminal(order, "declined");
  }

  @Test
  void waitingCallIsAnsweredWhenSomethingComesOfTheOrder() throws Exception {
    var order = merchant.placed(1000);
    merchant.pdv().get("/core/v5/orders/" + order + "?wait=0").then().statusCode(422);
    merchant.pdv().get("/core/v5/orders/" + order + "?wait=301").then().statusCode(422);
    merchant.pdv().get("/core/v5/orders/" + order + "?wait=soon").then().statusCode(422);
    merchant.pdv().get("/core/v5/orders/or_0000000000000000?wait=60").then().statusCode(404);

    var declined = pdv.submit(() -> waiting(order));
    var payment = messages(order);
    log.publish(payment.payment(), payment.authorized(1, 1000));
    awaitOnTerminal(order, "approved");
    assertThat(declined.isDone()).isFalse();
    log.publish(payment.payment(), payment.declined(2, 1000));
    declined.get().then().statusCode(200).body("terminal_status", equalTo("declined"));

    var paid = pdv.submit(() -> waiting(order));
    var second = messages(order);
    log.publish(second.payment(), second.authorized(1, 1000));
    awaitOnTerminal(order, "approved");
    log.publish(second.payment(), second.captured(2, 1000));
    paid.get().then().statusCode(200).body("charges", hasSize(1));
    merchant.close(order, "paid").then().statusCode(200);
    waiting(order).then().statusCode(200).body("status", equalTo("paid"));
    var began = System.nanoTime();
    merchant
        .pdv()
        .get("/core/v5/orders/" + merchant.placed(500) + "?wait=1")
        .then()
        .statusCode(200);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(990));
  }

  @Test
  void waitingCallIsAnsweredWhenTheOperatorRefusesTheOrder() throws Exception {
    var order = merchant.placed(1000);
    var refused = pdv.submit(() -> waiting(order));
    tell(2, new OrderShown(merchant.terminal(), merchant.account(), merchant.serial(), order));
    awaitOnTerminal(order, "shown");
    assertThat(refused.isDone()).isFalse();
    tell(3, new OrderRejected(merchant.terminal(), merchant.account(), merchant.serial(), order));
    refused.get().then().statusCode(200).body("terminal_status", equalTo("rejected"));
    assertThat(events(order, 2).get(1).getType()).isEqualTo("order.updated");
  }

  @Test
  void whatIsGivenBackAsAWholeIsNoApprovalAnyMore() {
    var order = merchant.placed(1000);
    var payment = messages(order);
    log.publish(payment.payment(), payment.captured(1, 1000));
    awaitOnTerminal(order, "approved");
    log.publish(payment.payment(), payment.voided(2, null, 1000));
    awaitOnTerminal(order, "canceled");
  }

  private Response waiting(String order) {
    return merchant.pdv().get("/core/v5/orders/" + order + "?wait=120");
  }

  private String expiring(long minor) {
    var body = merchant.order(minor).replaceFirst("\\{", "{\"expires_in\": 600, ");
    return merchant
        .place(body)
        .then()
        .statusCode(200)
        .body("expires_at", matchesPattern(".*Z"))
        .extract()
        .path("id");
  }

  private int payments;

  private PaymentMessages messages(String order) {
    var id = "pay_%s%d".formatted(order.substring("or_".length(), 18), payments++);
    return new PaymentMessages(id, order, merchant.account());
  }

  private void tell(long version, SpecificRecord payload) {
    log.publish(merchant.terminal(), EventLog.terminalEvent("terminal.told", version, payload));
  }

  private void awaitOnTerminal(String order, String status) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> merchant.get(order).then().body("terminal_status", equalTo(status)));
  }

  private void awaitStatus(String order, String status) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> merchant.get(order).then().body("status", equalTo(status)));
  }

  private List<OrderEvent> events(String order, int number) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> log.ofOrder(order), found -> found.size() >= number);
  }
}

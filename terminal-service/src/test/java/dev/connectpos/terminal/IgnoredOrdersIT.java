package dev.connectpos.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.order.events.v1.CloseCause;
import dev.connectpos.order.events.v1.ClosedStatus;
import dev.connectpos.order.events.v1.OrderMode;
import dev.connectpos.terminal.application.IgnoredOrders;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.testkit.Backends;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders and payments that are none of a terminal's business (O12, T5). */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(StubAcquirer.class)
class IgnoredOrdersIT {
  @Inject EventLog log;
  @Inject Tables tables;
  @Inject IgnoredOrders ignored;

  private Shop shop;

  @BeforeEach
  void openShop() {
    shop = Shop.open(log);
  }

  @Test
  void orderPaidOverTheApiIsOfferedNowhereAndItsWholeStreamIsRead() {
    String order = shop.newOrder();
    try (TestTerminal terminal = shop.connectIdle()) {
      place(order, OrderMode.ONLINE);
      log.chargeFailedOnline(order, shop.account, "pay_online");
      log.orderUpdated(order, shop.account, 0);
      log.chargeUpdated(order, shop.account, "pay_online");
      log.orderClosed(order, shop.account, ClosedStatus.FAILED, CloseCause.SETTLED);
      log.chargeUpdated(order, shop.account, "pay_online");
      await().until(() -> tables.ignoredVersion(order) == 8);
      assertThat(tables.parked(order)).isZero();
      assertThat(tables.order(order)).isEqualTo("UNKNOWN");
      terminal.send(Shop.list(""));
      assertThat(terminal.next("order.listed").path("orders")).isEmpty();
      terminal.send(Shop.start(order, shop.newAttempt()));
      terminal.nextError("order_not_here");
      terminal.send(Shop.act("pick", order));
      terminal.nextError("order_not_here");
      // The next order of a terminal is shown: nothing of the other one is in its way.
      String next = shop.placeOrder();
      assertThat(terminal.nextOrder()).isEqualTo(next);
    }
  }

  @Test
  void orderIsNotListedEither() {
    Shop listed = Shop.openListed(log);
    String other = listed.newOrder();
    log.orderPlaced(EventLog.listed(other, listed.account).setMode(OrderMode.ONLINE));
    String order = listed.placeListed();
    await().until(() -> tables.order(order).equals("LISTED"));
    try (TestTerminal terminal = listed.connectIdle()) {
      terminal.send(Shop.list(""));
      JsonNode orders = terminal.next("order.listed").path("orders");
      assertThat(orders).hasSize(1);
      assertThat(orders.get(0).path("order_id").asText()).isEqualTo(order);
    }
  }

  @Test
  void missingFactOfSuchAnOrderIsNoticed() {
    String order = shop.newOrder();
    place(order, OrderMode.STANDALONE);
    log.skipOrderFact(order);
    log.chargeUpdated(order, shop.account, "pay_x");
    await().until(() -> tables.parked(order) == 1);
    assertThat(tables.ignoredVersion(order)).isEqualTo(1);
  }

  @Test
  void paymentOverTheApiIsNeitherParkedNorKept() {
    String payment = "pay_online_" + shop.serial;
    log.capturedOnline(payment, shop.account);
    // What comes after it on the same partition was read, so it was.
    var ahead = new EventLog.Attempt(payment + "x", "or_x", shop.account, shop.newAttempt(), 1990);
    log.authorized(ahead);
    await().until(() -> tables.parked(ahead.payment()) == 1);
    await().during(Duration.ofSeconds(1)).until(() -> tables.parked(payment) == 0);
    assertThat(tables.count("select count(*) from payment_attempt where id = ?", payment)).isZero();
  }

  @Test
  void orderIsForgottenOnceNothingMoreCanBeSaidOfIt() {
    Instant now = Instant.parse("2026-11-23T12:00:00Z");
    for (String id : List.of("or_old_1", "or_old_2", "or_young")) {
      Instant heard = id.equals("or_young") ? now : now.minus(Duration.ofDays(201));
      QuarkusTransaction.requiringNew().call(() -> ignored.add(new OrderId(id), 3, heard));
    }
    Instant limit = now.minus(Duration.ofDays(200));
    assertThat(QuarkusTransaction.requiringNew().call(() -> ignored.forget(limit, 1))).isOne();
    assertThat(QuarkusTransaction.requiringNew().call(() -> ignored.forget(limit, 9))).isOne();
    assertThat(tables.ignoredVersion("or_young")).isEqualTo(3);
    assertThat(tables.ignoredVersion("or_old_1")).isZero();
  }

  private void place(String order, OrderMode mode) {
    log.orderPlaced(
        EventLog.order(order, shop.account)
            .setMode(mode)
            .setTerminalSerials(mode == OrderMode.ONLINE ? List.of() : List.of(shop.serial)));
  }
}

package dev.connectpos.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.order.events.v1.ClosedStatus;
import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listed orders: which there are, who has them on the screen, and how they leave it. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(StubAcquirer.class)
class ListedOrderIT {
  @Inject EventLog log;
  @Inject Tables tables;

  private Shop shop;

  @BeforeEach
  void openShop() {
    shop = Shop.openListed(log);
  }

  @Test
  void listHasWhatTheTerminalMayPick() {
    Shop other = shop.secondTerminal();
    String forAll = shop.placeListed();
    String forOne = shop.newOrder();
    log.orderPlaced(
        EventLog.listed(forOne, shop.account)
            .setCode("ENTREGA-7")
            .setDisplayName("Dona Ana")
            .setTerminalSerials(List.of(shop.serial)));
    String closed = shop.placeListed();
    log.orderClosed(closed, shop.account, ClosedStatus.CANCELED);
    await().until(() -> tables.order(forOne).equals("LISTED"));
    await().until(() -> tables.order(closed).equals("WITHDRAWN"));
    try (TestTerminal terminal = shop.connectIdle();
        TestTerminal second = other.connectIdle()) {
      assertThat(list(terminal, "")).containsExactlyInAnyOrder(forAll, forOne);
      assertThat(list(terminal, "entrega")).containsExactly(forOne);
      assertThat(list(terminal, "ANA")).containsExactly(forOne);
      assertThat(list(terminal, "100%")).isEmpty();
      assertThat(list(second, "")).containsExactly(forAll);
      second.send(Shop.act("pick", forOne));
      second.nextError("order_not_here");
      terminal.send(Shop.act("pick", closed));
      terminal.nextError("order_not_here");
    }
  }

  @Test
  void orderWithoutItemsIsNotListed() {
    String order = shop.placeListed();
    await().until(() -> tables.order(order).equals("LISTED"));
    try (TestTerminal terminal = shop.connectIdle()) {
      terminal.send(Shop.act("pick", order));
      terminal.next("order.show");
      log.orderUpdated(order, shop.account, 0);
      assertThat(terminal.next("order.withdraw").path("reason").asText()).isEqualTo("released");
      assertThat(list(terminal, "")).isEmpty();
      log.orderUpdated(order, shop.account, 2500);
      terminal.next("order.list_changed");
      assertThat(list(terminal, "")).containsExactly(order);
    }
  }

  @Test
  void longListComesInPages() {
    List<String> placed = new java.util.ArrayList<>();
    for (int i = 0; i < 31; i++) {
      String order = shop.placeListed();
      await().until(() -> tables.order(order).equals("LISTED"));
      placed.add(order);
    }
    try (TestTerminal terminal = shop.connectIdle()) {
      terminal.send(Shop.list(""));
      JsonNode first = terminal.next("order.listed");
      assertThat(ids(first)).isEqualTo(placed.subList(0, 30));
      assertThat(first.path("more").asBoolean()).isTrue();
      terminal.send("{\"type\":\"order.list\",\"after\":\"" + placed.get(29) + "\"}");
      JsonNode rest = terminal.next("order.listed");
      assertThat(ids(rest)).containsExactly(placed.get(30));
      assertThat(rest.path("more").asBoolean()).isFalse();
    }
  }

  @Test
  void firstChangeAfterAListIsHintedAtOnce() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String unheard = shop.placeListed();
      await().until(() -> tables.order(unheard).equals("LISTED"));
      assertThat(list(terminal, "")).containsExactly(unheard);
      String heard = shop.placeListed();
      terminal.next("order.list_changed");
      log.orderClosed(unheard, shop.account, ClosedStatus.CANCELED);
      await().until(() -> tables.order(unheard).equals("WITHDRAWN"));
      assertThat(list(terminal, "")).containsExactly(heard);
    }
  }

  @Test
  void pickedOrderIsShownUntilItIsReleased() {
    String order = shop.placeListed();
    await().until(() -> tables.order(order).equals("LISTED"));
    try (TestTerminal terminal = shop.connectIdle()) {
      JsonNode show = pick(terminal, order);
      assertThat(show.path("mode").asText()).isEqualTo("listed");
      assertThat(show.path("owed_minor").asLong()).isEqualTo(1990);
      assertThat(show.path("payment").has("type")).isFalse();
      pick(terminal, order);
      terminal.send(Shop.act("reject", order));
      terminal.nextError("order_not_here");
    }
    try (TestTerminal terminal = shop.connect()) {
      assertThat(terminal.next("welcome").path("order").path("order_id").asText()).isEqualTo(order);
      terminal.send(Shop.act("release", order));
      assertThat(terminal.next("order.withdraw").path("reason").asText()).isEqualTo("released");
      terminal.send(Shop.act("release", order));
      terminal.nextError("order_not_here");
      terminal.send(Shop.start(order, shop.newAttempt()));
      terminal.nextError("order_not_here");
      assertThat(list(terminal, "")).containsExactly(order);
    }
  }

  @Test
  void busyTerminalQueuesDirectOrders() {
    String listed = shop.placeListed();
    await().until(() -> tables.order(listed).equals("LISTED"));
    try (TestTerminal terminal = shop.connectIdle()) {
      pick(terminal, listed);
      String direct = shop.placeOrder();
      await().until(() -> tables.order(direct).equals("QUEUED"));
      terminal.send(Shop.start(direct, shop.newAttempt()));
      terminal.nextError("order_not_here");
      terminal.send(Shop.act("release", listed));
      terminal.next("order.withdraw");
      assertThat(terminal.nextOrder()).isEqualTo(direct);
      terminal.send(Shop.act("pick", listed));
      terminal.nextError("screen_taken");
      shop.pay(terminal, direct, 1990);
      pick(terminal, listed);
    }
  }

  @Test
  void closedOrderIsWithdrawnFromEveryScreenThatHasIt() {
    Shop other = shop.secondTerminal();
    String order = shop.placeListed();
    await().until(() -> tables.order(order).equals("LISTED"));
    try (TestTerminal terminal = shop.connectIdle();
        TestTerminal second = other.connectIdle()) {
      pick(terminal, order);
      pick(second, order);
      String direct = other.placeOrder();
      await().until(() -> tables.order(direct).equals("QUEUED"));
      log.orderClosed(order, shop.account, ClosedStatus.CANCELED);
      assertThat(terminal.next("order.withdraw").path("reason").asText()).isEqualTo("canceled");
      assertThat(second.next("order.withdraw").path("reason").asText()).isEqualTo("canceled");
      assertThat(second.nextOrder()).isEqualTo(direct);
    }
  }

  @Test
  void expiryDuringAPaymentUndoesItThenWithdraws() {
    Shop other = shop.secondTerminal();
    String order = shop.placeListed();
    await().until(() -> tables.order(order).equals("LISTED"));
    try (TestTerminal terminal = shop.connectIdle();
        TestTerminal second = other.connectIdle()) {
      pick(terminal, order);
      pick(second, order);
      EventLog.Attempt attempt = shop.start(terminal, order, 1000);
      assertThat(second.next("order.show").path("order").path("owed_minor").asLong())
          .isEqualTo(990);
      terminal.send(Shop.act("release", order));
      terminal.nextError("payment_in_progress");
      log.orderExpired(order, shop.account);
      assertThat(second.next("order.withdraw").path("reason").asText()).isEqualTo("expired");
      terminal.nextResult("verifying");
      log.reversed(attempt, "order_expired");
      terminal.nextResult("reversed");
      assertThat(terminal.next("order.withdraw").path("reason").asText()).isEqualTo("expired");
      assertThat(tables.order(order)).isEqualTo("WITHDRAWN");
    }
  }

  static JsonNode pick(TestTerminal terminal, String order) {
    terminal.send(Shop.act("pick", order));
    JsonNode shown = terminal.next("order.show").path("order");
    assertThat(shown.path("order_id").asText()).isEqualTo(order);
    return shown;
  }

  private static List<String> list(TestTerminal terminal, String filter) {
    terminal.send(Shop.list(filter));
    return ids(terminal.next("order.listed"));
  }

  private static List<String> ids(JsonNode listed) {
    return listed.path("orders").valueStream().map(o -> o.path("order_id").asText()).toList();
  }
}

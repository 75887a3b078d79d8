package dev.connectpos.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.order.events.v1.ClosedStatus;
import dev.connectpos.payment.commands.v1.UndoPayment;
import dev.connectpos.terminal.events.v1.OrderRejected;
import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders that are closed, changed or refused, before a payment and during one. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(StubAcquirer.class)
class CancelIT {
  @Inject EventLog log;
  @Inject Tables tables;

  private Shop shop;

  @BeforeEach
  void openShop() {
    shop = Shop.open(log);
  }

  @Test
  void canceledOrderLeavesTheScreenAndTheNextComes() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String first = shop.placeOrder();
      terminal.next("order.show");
      String second = shop.placeOrder();
      String third = shop.placeOrder();
      await().until(() -> tables.order(third).equals("QUEUED"));
      log.orderClosed(second, shop.account, ClosedStatus.FAILED);
      await().until(() -> tables.order(second).equals("WITHDRAWN"));
      log.orderClosed(first, shop.account, ClosedStatus.CANCELED);
      JsonNode withdraw = terminal.next("order.withdraw");
      assertThat(withdraw.path("order_id").asText()).isEqualTo(first);
      assertThat(withdraw.path("reason").asText()).isEqualTo("canceled");
      assertThat(terminal.next("order.show").path("order").path("order_id").asText())
          .isEqualTo(third);
      terminal.send(Shop.start(first, shop.newAttempt()));
      terminal.nextError("order_not_here");
    }
  }

  @Test
  void cancelDuringAuthorizationUndoes() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      EventLog.Attempt attempt = shop.start(terminal, order);
      log.orderClosed(order, shop.account, ClosedStatus.CANCELED);
      terminal.nextResult("verifying");
      var undo = (UndoPayment) log.commandsOf(attempt.attempt(), 2).getLast().getPayload();
      assertThat(undo.getReason()).isEqualTo("order_canceled");
      log.authorized(attempt);
      log.reversed(attempt, "order_canceled");
      terminal.nextResult("reversed");
      assertThat(terminal.next("order.withdraw").path("reason").asText()).isEqualTo("canceled");
      terminal.send(Shop.start(order, shop.newAttempt()));
      terminal.nextError("order_not_here");
    }
  }

  @Test
  void captureWinsOverAnUndoThatCameTooLate() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      EventLog.Attempt attempt = shop.start(terminal, order);
      log.orderClosed(order, shop.account, ClosedStatus.CANCELED);
      terminal.nextResult("verifying");
      log.captured(attempt);
      terminal.nextResult("captured");
      assertThat(tables.order(order)).isEqualTo("PAID");
    }
  }

  @Test
  void confirmedPaymentIsNotUndoneByACancel() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      EventLog.Attempt attempt = shop.start(terminal, order);
      log.authorized(attempt);
      terminal.nextResult("approved");
      terminal.send(Shop.confirm(order, attempt.attempt()));
      log.commandsOf(attempt.attempt(), 2).getLast();
      log.orderClosed(order, shop.account, ClosedStatus.CANCELED);
      log.captured(attempt);
      terminal.nextResult("captured");
      assertThat(tables.commands(attempt.payment())).isEqualTo(2);
    }
  }

  @Test
  void captureAfterAReportedReversalUndoesTheAttemptThatFollowed() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      EventLog.Attempt first = shop.start(terminal, order);
      log.reversed(first, "verification");
      terminal.nextResult("reversed");
      EventLog.Attempt second = shop.start(terminal, order);
      log.captured(first);
      terminal.nextResult("captured");
      assertThat(log.commandsOf(second.attempt(), 2).getLast().getPayload())
          .isInstanceOf(UndoPayment.class);
      log.reversed(second, "order_already_paid");
      await().until(() -> tables.order(order).equals("PAID"));
    }
  }

  @Test
  void expiredOrderLeavesTheScreen() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      EventLog.Attempt attempt = shop.start(terminal, order);
      log.orderExpired(order, shop.account);
      terminal.nextResult("verifying");
      var undo = (UndoPayment) log.commandsOf(attempt.attempt(), 2).getLast().getPayload();
      assertThat(undo.getReason()).isEqualTo("order_expired");
      log.reversed(attempt, "order_expired");
      terminal.nextResult("reversed");
      assertThat(terminal.next("order.withdraw").path("reason").asText()).isEqualTo("expired");
    }
  }

  @Test
  void orderAtAnotherPriceIsShownAgain() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      log.orderUpdated(order, shop.account, 2500);
      JsonNode show = terminal.next("order.show").path("order");
      assertThat(show.path("amount_minor").asLong()).isEqualTo(2500);
      assertThat(show.path("owed_minor").asLong()).isEqualTo(2500);
      terminal.send(Shop.start(order, shop.newAttempt()));
      terminal.nextError("amount_mismatch");
      shop.pay(terminal, order, 2500);
    }
  }

  @Test
  void paymentAboveTheNewPriceIsUndone() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      EventLog.Attempt attempt = shop.start(terminal, order);
      log.orderUpdated(order, shop.account, 1500);
      terminal.nextResult("verifying");
      var undo = (UndoPayment) log.commandsOf(attempt.attempt(), 2).getLast().getPayload();
      assertThat(undo.getReason()).isEqualTo("order_changed");
      log.reversed(attempt, "order_changed");
      terminal.nextResult("reversed");
      assertThat(terminal.next("order.show").path("order").path("owed_minor").asLong())
          .isEqualTo(1500);
    }
  }

  @Test
  void orderWithoutItemsGivesTheScreenFreeUntilItHasSome() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      String second = shop.placeOrder();
      log.orderUpdated(order, shop.account, 0);
      assertThat(terminal.next("order.withdraw").path("reason").asText()).isEqualTo("released");
      assertThat(terminal.nextOrder()).isEqualTo(second);
      log.orderUpdated(order, shop.account, 2500);
      shop.pay(terminal, second, 1990);
      assertThat(terminal.nextOrder()).isEqualTo(order);
      shop.pay(terminal, order, 2500);
    }
  }

  @Test
  void paymentOfWhatIsTakenOutIsUndone() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      EventLog.Attempt attempt = shop.start(terminal, order);
      log.orderUpdated(order, shop.account, 0);
      terminal.nextResult("verifying");
      var undo = (UndoPayment) log.commandsOf(attempt.attempt(), 2).getLast().getPayload();
      assertThat(undo.getReason()).isEqualTo("order_changed");
      log.reversed(attempt, "order_changed");
      terminal.nextResult("reversed");
      assertThat(terminal.next("order.withdraw").path("reason").asText()).isEqualTo("released");
    }
  }

  @Test
  void rejectedOrderLeavesTheScreenAndStaysOpen() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      String second = shop.placeOrder();
      terminal.send(Shop.act("reject", second));
      terminal.nextError("order_not_here");
      terminal.send(Shop.act("reject", order));
      assertThat(terminal.next("order.withdraw").path("reason").asText()).isEqualTo("rejected");
      assertThat(terminal.nextOrder()).isEqualTo(second);
      assertThat(log.eventOf(shop.terminal, OrderRejected.class).getOrderId()).isEqualTo(order);
      assertThat(tables.order(order)).isEqualTo("REJECTED");
      shop.start(terminal, second);
      terminal.send(Shop.act("reject", second));
      terminal.nextError("payment_in_progress");
      log.orderClosed(order, shop.account, ClosedStatus.CANCELED);
      await().until(() -> tables.order(order).equals("WITHDRAWN"));
    }
  }
}

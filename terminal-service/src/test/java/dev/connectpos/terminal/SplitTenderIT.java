package dev.connectpos.terminal;

import static dev.connectpos.terminal.ListedOrderIT.pick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.payment.commands.v1.AuthorizePayment;
import dev.connectpos.payment.commands.v1.OperationType;
import dev.connectpos.payment.commands.v1.UndoPayment;
import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several payments of one order, what is held, and what is given back. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(StubAcquirer.class)
class SplitTenderIT {
  @Inject EventLog log;
  @Inject Tables tables;

  private Shop shop;

  @BeforeEach
  void openShop() {
    shop = Shop.openListed(log);
  }

  @Test
  void twoCardsPayOneOrder() {
    String order = placeListed();
    try (TestTerminal terminal = shop.connectIdle()) {
      pick(terminal, order);
      shop.pay(terminal, order, 1000);
      assertThat(owed(terminal)).isEqualTo(990);
      terminal.send(Shop.start(order, shop.newAttempt(), 991, Cards.GOOD));
      terminal.nextError("amount_above_owed");
      EventLog.Attempt declined = shop.start(terminal, order, 990);
      log.declined(declined);
      terminal.nextResult("declined");
      shop.pay(terminal, order, 990);
      assertThat(terminal.next("order.withdraw").path("reason").asText()).isEqualTo("paid");
      terminal.send(Shop.start(order, shop.newAttempt(), 1, Cards.GOOD));
      terminal.nextError("order_already_paid");
    }
    assertThat(tables.order(order)).isEqualTo("PAID");
  }

  @Test
  void twoTerminalsNeverTakeMoreThanIsOwed() {
    Shop other = shop.secondTerminal();
    try (TestTerminal terminal = shop.connectIdle();
        TestTerminal second = other.connectIdle()) {
      for (int round = 0; round < 5; round++) {
        String order = placeListed();
        pick(terminal, order);
        pick(second, order);
        var racing =
            CompletableFuture.runAsync(
                () -> second.send(Shop.start(order, other.newAttempt(), 1500, Cards.GOOD)));
        terminal.send(Shop.start(order, shop.newAttempt(), 1500, Cards.GOOD));
        racing.join();
        await().until(() -> tables.attempts(order) > 0);
        var outcomes = new java.util.ArrayList<String>();
        for (TestTerminal each : java.util.List.of(terminal, second)) {
          outcomes.add(startOutcome(each));
        }
        assertThat(outcomes).containsExactlyInAnyOrder("authorizing", "amount_above_owed");
        assertThat(tables.attempts(order)).isEqualTo(1);
        boolean firstWon = outcomes.getFirst().equals("authorizing");
        TestTerminal winner = firstWon ? terminal : second;
        TestTerminal loser = firstWon ? second : terminal;
        finishRound(order, winner, loser, firstWon ? other : shop);
      }
    }
  }

  /** The winner's 1500 are captured, the other pays the rest: exactly what was owed. */
  private void finishRound(String order, TestTerminal winner, TestTerminal loser, Shop payer) {
    String payment = tables.text("select id from payment_attempt where order_id = ?", order);
    String itk = tables.text("select attempt_id from payment_attempt where order_id = ?", order);
    log.captured(new EventLog.Attempt(payment, order, shop.account, itk, 1500));
    winner.nextResult("captured");
    assertThat(owed(winner)).isEqualTo(490);
    assertThat(tables.count("select in_flight_minor from open_order where id = ?", order)).isZero();
    payer.pay(loser, order, 490);
    loser.next("order.withdraw");
    // Nothing was left for the winner while the rest was in flight; it may have been shown that.
    assertThat(winner.nextBut("order.show").path("reason").asText()).isEqualTo("paid");
    assertThat(tables.count("select paid_minor from open_order where id = ?", order))
        .isEqualTo(1990);
  }

  /** What became of a start; what the other terminal leaves may be shown before or after. */
  private static String startOutcome(TestTerminal terminal) {
    JsonNode frame = terminal.nextBut("order.show");
    return frame.path("type").asText().equals("error")
        ? frame.path("code").asText()
        : frame.path("status").asText();
  }

  @Test
  void databaseRefusesMoreThanIsOwedWhoeverWritesIt() {
    String order = placeListed();
    try (TestTerminal terminal = shop.connectIdle()) {
      pick(terminal, order);
      EventLog.Attempt attempt = shop.pay(terminal, order, 1000);
      String copy =
          """
          insert into payment_attempt select (jsonb_populate_record(p, jsonb_build_object(
              'id', ?::text, 'attempt_id', ?::text, 'amount_minor', ?::bigint, 'state', 'AUTHORIZING',
              'captured_minor', null))).*
          from payment_attempt p where id = ? returning 1
          """;
      assertThatThrownBy(() -> tables.count(copy, "p-x", "x", 991L, attempt.payment()))
          .hasMessageContaining("owes 990");
      assertThat(tables.count(copy, "p-y", "y", 990L, attempt.payment())).isEqualTo(1);
    }
  }

  @Test
  void overpaymentIsTakenWhereItIsAllowed() {
    String order = shop.newOrder();
    log.orderPlaced(EventLog.listed(order, shop.account).setOverpaymentAllowed(true));
    await().until(() -> tables.order(order).equals("LISTED"));
    try (TestTerminal terminal = shop.connectIdle()) {
      pick(terminal, order);
      shop.pay(terminal, order, 1000);
      assertThat(owed(terminal)).isEqualTo(990);
      shop.pay(terminal, order, 1500);
      terminal.next("order.withdraw");
      assertThat(tables.count("select paid_minor from open_order where id = ?", order))
          .isEqualTo(2500);
    }
  }

  @Test
  void nothingIsPaidForNothingWhereOverpaymentIsAllowed() {
    String order = shop.newOrder();
    log.orderPlaced(EventLog.listed(order, shop.account).setOverpaymentAllowed(true));
    await().until(() -> tables.order(order).equals("LISTED"));
    try (TestTerminal terminal = shop.connectIdle()) {
      pick(terminal, order);
      EventLog.Attempt attempt = shop.start(terminal, order, 1000);
      log.orderUpdated(order, shop.account, 0);
      assertThat(log.commandsOf(attempt.attempt(), 2).getLast().getPayload())
          .isInstanceOf(UndoPayment.class);
    }
  }

  @Test
  void whatIsGivenBackIsOwedAgain() {
    String order = placeListed();
    try (TestTerminal terminal = shop.connectIdle()) {
      pick(terminal, order);
      EventLog.Attempt first = shop.pay(terminal, order, 1000);
      assertThat(owed(terminal)).isEqualTo(990);
      EventLog.Attempt second = shop.pay(terminal, order, 990);
      terminal.next("order.withdraw");
      log.cancelRefused(first);
      log.voided(first);
      await().until(() -> tables.order(order).equals("LISTED"));
      assertThat(pick(terminal, order).path("owed_minor").asLong()).isEqualTo(1000);
      log.refunded(second, 90);
      assertThat(owed(terminal)).isEqualTo(1090);
      terminal.send(Shop.query(first.attempt()));
      terminal.nextResult("voided");
      terminal.send(Shop.query(second.attempt()));
      assertThat(terminal.nextResult("refunded").path("refunded_minor").asLong()).isEqualTo(90);
      shop.pay(terminal, order, 1090);
      terminal.next("order.withdraw");
    }
  }

  @Test
  void factsAboutChargesChangeNothingButTheVersion() {
    String order = placeListed();
    try (TestTerminal terminal = shop.connectIdle()) {
      pick(terminal, order);
      log.chargeUpdated(order, shop.account, "pay_x");
      log.orderUpdated(order, shop.account, 2000);
      assertThat(owed(terminal)).isEqualTo(2000);
      assertThat(tables.orderVersion(order)).isEqualTo(3);
    }
  }

  @Test
  void heldPaymentEndsTheSale() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.newOrder();
      log.orderPlaced(
          EventLog.order(order, shop.account)
              .setTerminalSerials(java.util.List.of(shop.serial))
              .setOperationType(dev.connectpos.order.events.v1.OperationType.PRE_AUTH)
              .setSoftDescriptor("MESA 3"));
      assertThat(terminal.nextOrder()).isEqualTo(order);
      EventLog.Attempt attempt = shop.approve(terminal, order, 1990);
      var authorize =
          (AuthorizePayment) log.commandsOf(attempt.attempt(), 1).getFirst().getPayload();
      assertThat(authorize.getOperationType()).isEqualTo(OperationType.PRE_AUTH);
      assertThat(authorize.getSoftDescriptor()).isEqualTo("MESA 3");
      log.held(attempt);
      JsonNode held = terminal.nextResult("held");
      assertThat(held.path("operation_type").asText()).isEqualTo("pre_auth");
      assertThat(held.path("capture_by").asText()).isEqualTo("2026-11-30T12:00:00Z");
      assertThat(held.path("message").asText()).isEqualTo("Transação autorizada");
      assertThat(tables.order(order)).isEqualTo("PAID");
      terminal.send(Shop.start(order, shop.newAttempt()));
      terminal.nextError("order_already_paid");
      log.captureRefused(attempt);
      log.expired(attempt);
      assertThat(terminal.nextOrder()).isEqualTo(order);
      terminal.send(Shop.query(attempt.attempt()));
      terminal.nextResult("expired");
    }
  }

  @Test
  void aCaptureInPartSettlesTheWhole() {
    String order = placeListed();
    try (TestTerminal terminal = shop.connectIdle()) {
      pick(terminal, order);
      EventLog.Attempt attempt = shop.approve(terminal, order, 1990);
      log.held(attempt);
      terminal.nextResult("held");
      terminal.next("order.withdraw");
      log.captured(attempt, 1500);
      log.refunded(attempt, 300);
      await().until(() -> tables.order(order).equals("LISTED"));
      assertThat(pick(terminal, order).path("owed_minor").asLong()).isEqualTo(300);
    }
  }

  @Test
  void lateCaptureUndoesWhatDoesNotFitAnyMore() {
    Shop other = shop.secondTerminal();
    String order = placeListed();
    try (TestTerminal terminal = shop.connectIdle();
        TestTerminal second = other.connectIdle()) {
      pick(terminal, order);
      EventLog.Attempt first = shop.start(terminal, order, 1500);
      log.reversed(first, "verification");
      terminal.nextResult("reversed");
      pick(second, order);
      EventLog.Attempt later = other.start(second, order, 1990);
      log.captured(first);
      second.nextResult("verifying");
      var undo = (UndoPayment) log.commandsOf(later.attempt(), 2).getLast().getPayload();
      assertThat(undo.getReason()).isEqualTo("order_already_paid");
      log.reversed(later, "order_already_paid");
      second.nextResult("reversed");
      assertThat(owed(second)).isEqualTo(490);
    }
  }

  private String placeListed() {
    String order = shop.placeListed();
    await().until(() -> tables.order(order).equals("LISTED"));
    return order;
  }

  private static long owed(TestTerminal terminal) {
    return terminal.next("order.show").path("order").path("owed_minor").asLong(-1);
  }
}

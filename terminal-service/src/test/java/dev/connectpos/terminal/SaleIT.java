package dev.connectpos.terminal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.payment.commands.v1.AuthorizePayment;
import dev.connectpos.payment.commands.v1.ConfirmPayment;
import dev.connectpos.payment.commands.v1.PaymentCommand;
import dev.connectpos.terminal.events.v1.PaymentStarted;
import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A direct order and its payment, as it should go and as it may. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(StubAcquirer.class)
class SaleIT {
  @Inject EventLog log;
  @Inject Tables tables;

  private Shop shop;

  @BeforeEach
  void openShop() {
    shop = Shop.open(log);
  }

  @Test
  void saleIsApprovedConfirmedAndCaptured() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      JsonNode show = terminal.next("order.show").path("order");
      assertThat(show.path("order_id").asText()).isEqualTo(order);
      assertThat(show.path("amount_minor").asLong()).isEqualTo(1990);
      assertThat(show.path("display_name").asText()).isEqualTo("Mesa 3");
      assertThat(show.path("payment").path("type").asText()).isEqualTo("credit");
      terminal.send("{\"type\":\"order.shown\",\"order_id\":\"" + order + "\"}");

      EventLog.Attempt attempt = shop.start(terminal, order);
      PaymentCommand first = log.commandsOf(attempt.attempt(), 1).getLast();
      var authorize = (AuthorizePayment) first.getPayload();
      assertThat(log.traceOf(first)).isEqualTo(EventLog.TRACE_ID);
      assertThat(authorize.getPresentmentReference()).isEqualTo("pres_1");
      assertThat(authorize.getAmountMinor()).isEqualTo(1990);
      assertThat(authorize.getTerminalSerial()).isEqualTo(shop.serial);
      assertThat(authorize.getAccountId()).isEqualTo(shop.account);
      var started = log.eventOf(shop.terminal, PaymentStarted.class);
      assertThat(started.getPaymentId()).isEqualTo(attempt.payment());
      assertThat(started.getOrderId()).isEqualTo(order);
      assertThat(started.getAmountMinor()).isEqualTo(1990);

      log.authorized(attempt);
      JsonNode approved = terminal.nextResult("approved");
      assertThat(approved.path("nsu").asText()).isEqualTo("12345678901234");
      assertThat(approved.path("last_four").asText()).isEqualTo("1111");
      assertThat(approved.path("confirm_within_ms").asLong()).isBetween(1L, 60_000L);

      terminal.send(Shop.confirm(order, attempt.attempt()));
      PaymentCommand confirm = log.commandsOf(attempt.attempt(), 2).getLast();
      assertThat(confirm.getPayload()).isInstanceOf(ConfirmPayment.class);
      assertThat(confirm.getAggregateVersion()).isEqualTo(2);
      assertThat(confirm.getCorrelationId()).isEqualTo("corr-" + order);

      log.captured(attempt);
      JsonNode captured = terminal.nextResult("captured");
      assertThat(captured.has("confirm_within_ms")).isFalse();
      assertThat(captured.path("authorization_code").asText()).isEqualTo("A1B2C3");
      assertThat(captured.path("message").asText()).isEqualTo("Transação autorizada");

      terminal.send(Shop.start(order, shop.newAttempt()));
      terminal.nextError("order_already_paid");
      await()
          .untilAsserted(
              () ->
                  assertThat(log.eventsOf(shop.terminal))
                      .extracting(e -> e.getType())
                      .contains("terminal.order_shown"));
    }
    given()
        .get("/q/metrics")
        .then()
        .body(containsString("connect_terminal_order_to_show_seconds_bucket"))
        .body(containsString("connect_terminal_start_to_result_seconds_bucket"))
        .body(containsString("connect_terminal_sessions "));
  }

  @Test
  void declinedOrderMayBePaidByAnotherCard() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      EventLog.Attempt first = shop.start(terminal, order);
      log.declined(first);
      JsonNode declined = terminal.nextResult("declined");
      assertThat(declined.path("return_code").asText()).isEqualTo("1016");
      assertThat(declined.path("retryable").asBoolean()).isTrue();
      terminal.send(Shop.confirm(order, first.attempt()));
      terminal.nextError("not_confirmable");

      EventLog.Attempt second = shop.start(terminal, order);
      log.authorized(second);
      terminal.nextResult("approved");
      terminal.send(Shop.confirm(order, second.attempt()));
      log.captured(second);
      terminal.nextResult("captured");
    }
  }

  @Test
  void lateConfirmationIsToldTheTruth() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      EventLog.Attempt attempt = shop.start(terminal, order);
      log.authorized(attempt);
      terminal.nextResult("approved");
      log.reversed(attempt, "confirm_timeout");
      assertThat(terminal.nextResult("reversed").path("reason").asText())
          .isEqualTo("confirm_timeout");
      terminal.send(Shop.confirm(order, attempt.attempt()));
      terminal.nextResult("reversed");
      shop.start(terminal, order);
      assertThat(tables.commands(attempt.payment())).isEqualTo(1);
    }
  }

  @Test
  void doubtIsVerifiedAndNeverDeclined() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      EventLog.Attempt attempt = shop.start(terminal, order);
      log.inDoubt(attempt);
      terminal.nextResult("verifying");
      terminal.send(Shop.start(order, shop.newAttempt()));
      terminal.nextError("payment_in_progress");
      log.authorized(attempt);
      terminal.nextResult("approved");
    }
  }

  @Test
  void terminalThatWasAwayIsToldWhatHappened() {
    String order;
    EventLog.Attempt attempt;
    try (TestTerminal terminal = shop.connectIdle()) {
      order = shop.placeOrder();
      terminal.next("order.show");
      attempt = shop.start(terminal, order);
      terminal.cut();
    }
    log.authorized(attempt);
    await().until(() -> tables.attempt(attempt.payment()).equals("APPROVED"));
    try (TestTerminal terminal = shop.connect()) {
      JsonNode welcome = terminal.next("welcome");
      assertThat(welcome.path("order").path("order_id").asText()).isEqualTo(order);
      assertThat(welcome.path("payment").path("status").asText()).isEqualTo("approved");
      assertThat(welcome.path("payment").path("attempt_id").asText()).isEqualTo(attempt.attempt());
      terminal.send(Shop.query(attempt.attempt()));
      terminal.nextResult("approved");
      terminal.send(Shop.confirm(order, attempt.attempt()));
      log.captured(attempt);
      terminal.nextResult("captured");
    }
    try (TestTerminal terminal = shop.connect()) {
      assertThat(terminal.next("welcome").has("order")).isFalse();
      terminal.send(Shop.query(attempt.attempt()));
      terminal.nextResult("captured");
    }
  }

  @Test
  void threeDirectOrdersComeOneAfterTheOther() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String first = shop.placeOrder();
      assertThat(terminal.nextOrder()).isEqualTo(first);
      String second = shop.placeOrder();
      String third = shop.placeOrder();
      await().until(() -> tables.order(third).equals("QUEUED"));
      terminal.send(Shop.start(second, shop.newAttempt()));
      terminal.nextError("order_not_here");
      shop.pay(terminal, first, 1990);
      assertThat(terminal.nextOrder()).isEqualTo(second);
      shop.pay(terminal, second, 1990);
      assertThat(terminal.nextOrder()).isEqualTo(third);
      shop.pay(terminal, third, 1990);
      assertThat(tables.order(third)).isEqualTo("PAID");
    }
  }

  @Test
  void sameStartTwiceIsOneAttempt() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      EventLog.Attempt attempt = shop.start(terminal, order);
      terminal.send(Shop.start(order, attempt.attempt()));
      assertThat(terminal.nextResult("authorizing").path("payment_id").asText())
          .isEqualTo(attempt.payment());
      terminal.send(Shop.start(order, attempt.attempt(), 1991, Cards.GOOD));
      terminal.nextError("attempt_with_different_contents");
      terminal.send(Shop.start("or_other", attempt.attempt()));
      terminal.nextError("attempt_with_different_contents");
      assertThat(tables.commands(attempt.payment())).isEqualTo(1);
    }
  }

  @Test
  void twoSocketsOfOneTerminalStartOneAttempt() throws Exception {
    try (TestTerminal older = shop.connectIdle()) {
      String order = shop.placeOrder();
      older.next("order.show");
      String one = shop.newAttempt();
      String other = shop.newAttempt();
      try (TestTerminal newer = shop.connect()) {
        Thread racing =
            Thread.ofVirtual()
                .start(
                    () -> {
                      try {
                        older.send(Shop.start(order, one));
                      } catch (RuntimeException _) {
                        // The socket may be fenced before the frame is sent.
                      }
                    });
        newer.next("welcome");
        newer.send(Shop.start(order, other));
        racing.join();
        await().until(() -> tables.attempts(order) == 1);
        assertThat(older.closeCode()).isEqualTo(4001);
      }
      assertThat(tables.attempts(order)).isEqualTo(1);
      assertThat(
              tables.count(
                  "select count(*) from outbox where topic = 'payment.commands.v1' and aggregate_id in"
                      + " (select id from payment_attempt where order_id = ?)",
                  order))
          .isEqualTo(1);
    }
  }

  @Test
  void paymentWhoseAttemptIsNotHereYetIsParked() {
    var ahead = new EventLog.Attempt("pay_" + shop.serial, "or_x", shop.account, "ITK-1", 1990);
    var online = new EventLog.Attempt("pay_o" + shop.serial, "or_x", shop.account, "", 1990);
    log.authorized(online);
    log.voided(online);
    log.authorized(ahead);
    await().until(() -> parked(ahead) == 1);
    assertThat(parked(online)).isZero();
  }

  private long parked(EventLog.Attempt attempt) {
    return tables.count(
        "select count(*) from parked_message where message_key = ?", attempt.payment());
  }

  @Test
  void paymentWithoutAnOutcomeRaisesAnAlarm() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      EventLog.Attempt attempt = shop.start(terminal, order);
      await()
          .until(
              () ->
                  Files.readString(Path.of("target", "it.log"))
                      .contains("payment " + attempt.payment() + " has had no outcome for"));
      given()
          .get("/q/metrics")
          .then()
          .body(matchesPattern("(?s).*connect_terminal_attempts_overdue [1-9].*"))
          .body(matchesPattern("(?s).*connect_terminal_attempts_overdue_oldest_seconds [1-9].*"));
    }
  }
}

package dev.connectpos.terminal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.order.events.v1.ClosedStatus;
import dev.connectpos.payment.commands.v1.AuthorizePayment;
import dev.connectpos.payment.commands.v1.ConfirmPayment;
import dev.connectpos.payment.commands.v1.PaymentCommand;
import dev.connectpos.payment.commands.v1.UndoPayment;
import dev.connectpos.testkit.Backends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(StubAcquirer.class)
class SaleIT {
  @Inject AgroalDataSource database;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "connect.schema-registry.url")
  String registry;

  private EventLog log;
  private Shop shop;

  @BeforeEach
  void openShop() {
    log = new EventLog(kafka, registry);
    shop = Shop.open(log);
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void saleIsApprovedConfirmedAndCaptured() throws Exception {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      JsonNode show = terminal.next("order.show").path("order");
      assertThat(show.path("order_id").asText()).isEqualTo(order);
      assertThat(show.path("amount_minor").asLong()).isEqualTo(1990);
      assertThat(show.path("display_name").asText()).isEqualTo("Mesa 3");
      assertThat(show.path("payment").path("type").asText()).isEqualTo("credit");
      terminal.send("{\"type\":\"order.shown\",\"order_id\":\"" + order + "\"}");

      EventLog.Attempt attempt = start(terminal, order);
      var authorize = (AuthorizePayment) command(attempt.attempt(), 1).getPayload();
      assertThat(log.traceOf(attempt.attempt())).isEqualTo(EventLog.TRACE_ID);
      assertThat(authorize.getPresentmentReference()).isEqualTo("pres_1");
      assertThat(authorize.getAmountMinor()).isEqualTo(1990);
      assertThat(authorize.getTerminalSerial()).isEqualTo(shop.serial);
      assertThat(authorize.getAccountId()).isEqualTo(shop.account);

      log.authorized(attempt);
      JsonNode approved = terminal.nextResult("approved");
      assertThat(approved.path("nsu").asText()).isEqualTo("12345678901234");
      assertThat(approved.path("last_four").asText()).isEqualTo("1111");
      assertThat(approved.path("confirm_within_ms").asLong()).isBetween(1L, 60_000L);

      terminal.send(Shop.confirm(order, attempt.attempt()));
      PaymentCommand confirm = command(attempt.attempt(), 2);
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
    assertNoCardDataAnywhere();
  }

  @Test
  void declinedOrderMayBePaidByAnotherCard() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      EventLog.Attempt first = start(terminal, order);
      log.declined(first);
      JsonNode declined = terminal.nextResult("declined");
      assertThat(declined.path("return_code").asText()).isEqualTo("1016");
      assertThat(declined.path("retryable").asBoolean()).isTrue();
      terminal.send(Shop.confirm(order, first.attempt()));
      terminal.nextError("not_confirmable");

      EventLog.Attempt second = start(terminal, order);
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
      EventLog.Attempt attempt = start(terminal, order);
      log.authorized(attempt);
      terminal.nextResult("approved");
      log.reversed(attempt, "confirm_timeout");
      assertThat(terminal.nextResult("reversed").path("reason").asText())
          .isEqualTo("confirm_timeout");
      terminal.send(Shop.confirm(order, attempt.attempt()));
      terminal.nextResult("reversed");
      start(terminal, order);
      assertThat(log.commandsOf(attempt.attempt())).hasSize(1);
    }
  }

  @Test
  void doubtIsVerifiedAndNeverDeclined() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      EventLog.Attempt attempt = start(terminal, order);
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
      attempt = start(terminal, order);
      terminal.cut();
    }
    log.authorized(attempt);
    await().until(() -> status(attempt.payment()).equals("APPROVED"));
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
  void attemptIsToldToItsOwnTerminalOnly() {
    Shop other = Shop.open(log);
    try (TestTerminal terminal = shop.connectIdle();
        TestTerminal stranger = other.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      EventLog.Attempt attempt = start(terminal, order);
      stranger.send(Shop.query(attempt.attempt()));
      stranger.nextError("unknown_attempt");
      stranger.send(Shop.confirm(order, attempt.attempt()));
      stranger.nextError("unknown_attempt");
      terminal.send(Shop.confirm("or_other", attempt.attempt()));
      terminal.nextError("unknown_attempt");
      stranger.send(Shop.start(order, other.newAttempt()));
      stranger.nextError("order_not_here");
      stranger.send(Shop.start(order, attempt.attempt()));
      assertThat(stranger.nextError("invalid_field").path("field").asText())
          .isEqualTo("attempt_id");
    }
  }

  @Test
  void secondDirectOrderWaitsForTheFirst() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String first = shop.placeOrder();
      assertThat(terminal.next("order.show").path("order").path("order_id").asText())
          .isEqualTo(first);
      String second = shop.placeOrder();
      await().until(() -> orderStatus(second).equals("QUEUED"));
      terminal.send(Shop.start(second, shop.newAttempt()));
      terminal.nextError("order_not_here");
      EventLog.Attempt attempt = start(terminal, first);
      log.authorized(attempt);
      terminal.nextResult("approved");
      terminal.send(Shop.confirm(first, attempt.attempt()));
      log.captured(attempt);
      terminal.nextResult("captured");
      assertThat(terminal.next("order.show").path("order").path("order_id").asText())
          .isEqualTo(second);
    }
  }

  @Test
  void canceledOrderLeavesTheScreenAndTheNextComes() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String first = shop.placeOrder();
      terminal.next("order.show");
      String second = shop.placeOrder();
      String third = shop.placeOrder();
      await().until(() -> orderStatus(third).equals("QUEUED"));
      log.orderClosed(second, shop.account, ClosedStatus.FAILED);
      await().until(() -> orderStatus(second).equals("WITHDRAWN"));
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
      EventLog.Attempt attempt = start(terminal, order);
      log.orderClosed(order, shop.account, ClosedStatus.CANCELED);
      terminal.nextResult("verifying");
      var undo = (UndoPayment) command(attempt.attempt(), 2).getPayload();
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
      EventLog.Attempt attempt = start(terminal, order);
      log.orderClosed(order, shop.account, ClosedStatus.CANCELED);
      terminal.nextResult("verifying");
      log.captured(attempt);
      terminal.nextResult("captured");
      assertThat(orderStatus(order)).isEqualTo("PAID");
    }
  }

  @Test
  void confirmedPaymentIsNotUndoneByACancel() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      EventLog.Attempt attempt = start(terminal, order);
      log.authorized(attempt);
      terminal.nextResult("approved");
      terminal.send(Shop.confirm(order, attempt.attempt()));
      command(attempt.attempt(), 2);
      log.orderClosed(order, shop.account, ClosedStatus.CANCELED);
      log.captured(attempt);
      terminal.nextResult("captured");
      assertThat(log.commandsOf(attempt.attempt())).hasSize(2);
    }
  }

  @Test
  void captureAfterAReportedReversalUndoesTheAttemptThatFollowed() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      EventLog.Attempt first = start(terminal, order);
      log.reversed(first, "verification");
      terminal.nextResult("reversed");
      EventLog.Attempt second = start(terminal, order);
      log.captured(first);
      terminal.nextResult("captured");
      assertThat(command(second.attempt(), 2).getPayload()).isInstanceOf(UndoPayment.class);
      log.reversed(second, "order_already_paid");
      await().until(() -> orderStatus(order).equals("PAID"));
    }
  }

  @Test
  void sameStartTwiceIsOneAttempt() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      EventLog.Attempt attempt = start(terminal, order);
      terminal.send(Shop.start(order, attempt.attempt()));
      assertThat(terminal.nextResult("authorizing").path("payment_id").asText())
          .isEqualTo(attempt.payment());
      terminal.send(Shop.start(order, attempt.attempt(), 1991, Cards.GOOD));
      terminal.nextError("attempt_with_different_contents");
      terminal.send(Shop.start("or_other", attempt.attempt()));
      terminal.nextError("attempt_with_different_contents");
      assertThat(log.commandsOf(attempt.attempt())).hasSize(1);
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
        var ready = new CountDownLatch(1);
        Thread racing =
            Thread.ofVirtual()
                .start(
                    () -> {
                      try {
                        ready.await();
                        older.send(Shop.start(order, one));
                      } catch (InterruptedException | RuntimeException _) {
                        // The socket may be fenced before the frame is sent.
                      }
                    });
        ready.countDown();
        newer.next("welcome");
        newer.send(Shop.start(order, other));
        racing.join();
        await().until(() -> attempts(order) == 1);
        assertThat(older.closeCode()).isEqualTo(4001);
      }
      assertThat(attempts(order)).isEqualTo(1);
      assertThat(log.commandsOf(one).size() + log.commandsOf(other).size()).isEqualTo(1);
    }
  }

  @Test
  void acquirerThatIsDownLeavesNothing() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      String attempt = shop.newAttempt();
      terminal.send(Shop.start(order, attempt, 1990, Cards.UNREACHABLE));
      assertThat(terminal.nextError("temporarily_unavailable").path("in_reply_to").asText())
          .isEqualTo("payment.start");
      terminal.send(Shop.query(attempt));
      terminal.nextError("unknown_attempt");
      assertThat(attempts(order)).isZero();
      start(terminal, order);
    }
  }

  @Test
  void cardThatTheAcquirerCannotReadIsRefused() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      terminal.send(Shop.start(order, shop.newAttempt(), 1990, Cards.REJECTED));
      terminal.nextError("card_data_rejected");
      assertThat(attempts(order)).isZero();
    }
  }

  @Test
  void anyOtherAmountIsRefused() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      terminal.send(Shop.start(order, shop.newAttempt(), 1989, Cards.GOOD));
      terminal.nextError("amount_mismatch");
      terminal.send(Shop.start("or_nowhere", shop.newAttempt()));
      terminal.nextError("order_not_here");
      assertThat(attempts(order)).isZero();
    }
  }

  /** Starts a payment and waits until it is told to be authorizing. */
  private EventLog.Attempt start(TestTerminal terminal, String order) {
    String attempt = shop.newAttempt();
    terminal.send(Shop.start(order, attempt));
    JsonNode result = terminal.nextResult("authorizing");
    assertThat(result.path("attempt_id").asText()).isEqualTo(attempt);
    return new EventLog.Attempt(result.path("payment_id").asText(), order, shop.account, attempt);
  }

  private PaymentCommand command(String attempt, int number) {
    await().until(() -> log.commandsOf(attempt).size() >= number);
    List<PaymentCommand> commands = log.commandsOf(attempt);
    assertThat(commands).hasSize(number);
    return commands.getLast();
  }

  private long attempts(String order) {
    return Long.parseLong(
        text("select count(*)::text from payment_attempt where order_id = ?", order));
  }

  private String status(String payment) {
    return text("select state from payment_attempt where id = ?", payment);
  }

  private String orderStatus(String order) {
    return text("select coalesce((select status from open_order where id = ?), 'UNKNOWN')", order);
  }

  private String text(String query, String argument) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(query)) {
      statement.setString(1, argument);
      var rows = statement.executeQuery();
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The log file has everything that was logged, at every level, by all tests so far. */
  private void assertNoCardDataAnywhere() throws IOException, SQLException {
    String logged = Files.readString(Path.of("target", "it.log"));
    assertThat(logged).contains("terminal-service");
    for (String card : List.of(Cards.GOOD, Cards.UNREACHABLE, Cards.REJECTED)) {
      assertThat(logged).doesNotContain(card);
    }
    for (String table : List.of("payment_attempt", "open_order", "terminal")) {
      assertThat(
              text(
                  "select count(*)::text from " + table + " t where t::text like '%' || ? || '%'",
                  Cards.GOOD))
          .isEqualTo("0");
    }
    assertThat(
            text(
                "select count(*)::text from outbox where position(convert_to(?, 'UTF8') in payload) > 0",
                Cards.GOOD))
        .isEqualTo("0");
  }
}

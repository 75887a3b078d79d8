package dev.connectpos.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.terminal.events.v1.CancellationAsked;
import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sales that are cancelled on a terminal (T6), and what may go wrong (T10). */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(StubAcquirer.class)
class CancelSaleIT {
  @Inject EventLog log;
  @Inject Tables tables;

  private Shop shop;

  @BeforeEach
  void openShop() {
    shop = Shop.open(log);
  }

  @Test
  void saleIsCancelledWithItsCardAndTheTerminalIsToldTheEnd() {
    shop.adminPassword("1234");
    try (TestTerminal terminal = shop.connectIdle()) {
      EventLog.Attempt sale = shop.sell(terminal, 1990);
      Shop.unlock(terminal, "1234");
      String cancel = shop.newAttempt();
      terminal.send(Shop.cancel(cancel, sale, 1990, Cards.GOOD));
      JsonNode processing = result(terminal, "processing");
      assertThat(processing.path("cancel_id").asText()).isEqualTo(cancel);
      assertThat(processing.path("payment_id").asText()).isEqualTo(sale.payment());
      assertThat(processing.path("amount_minor").asLong()).isEqualTo(1990);
      assertThat(processing.path("currency").asText()).isEqualTo("BRL");
      assertThat(processing.path("nsu").asText()).isEqualTo("12345678901234");

      var asked = log.eventOf(shop.terminal, CancellationAsked.class);
      assertThat(asked.getRequestId()).matches("req_[0-9A-Za-z]{16}");
      assertThat(asked)
          .isEqualTo(
              new CancellationAsked(
                  shop.terminal,
                  shop.account,
                  shop.serial,
                  sale.order(),
                  sale.payment(),
                  asked.getRequestId(),
                  1990L,
                  "BRL"));
      assertThat(sales(terminal).get(0).path("cancelable").asBoolean()).isFalse();
      terminal.send(Shop.cancel(shop.newAttempt(), sale, 1990, Cards.GOOD));
      assertThat(terminal.nextError("not_cancelable").path("in_reply_to").asText())
          .isEqualTo("sale.cancel");

      log.voided(sale, asked.getRequestId());
      JsonNode canceled = result(terminal, "canceled");
      assertThat(canceled.path("kind").asText()).isEqualTo("void");
      assertThat(canceled.path("cancel_id").asText()).isEqualTo(cancel);
      assertThat(sales(terminal).get(0).path("status").asText()).isEqualTo("voided");
      assertThat(terminal.waiting()).isZero();
    }
  }

  @Test
  void orderWhoseSaleWasCanceledHereIsNotShownAgainByItself() {
    shop.adminPassword("1234");
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      assertThat(terminal.nextOrder()).isEqualTo(order);
      EventLog.Attempt sale = shop.pay(terminal, order, 1990);
      Shop.unlock(terminal, "1234");
      terminal.send(Shop.cancel(shop.newAttempt(), sale, 1990, Cards.GOOD));
      result(terminal, "processing");
      log.voided(sale, requestOf(sale));
      result(terminal, "canceled");
      String next = shop.placeOrder();
      assertThat(terminal.nextOrder()).isEqualTo(next);
    }
  }

  @Test
  void sameCancelIdTwiceIsOneCancellationAndNeedsNoPassword() {
    shop.adminPassword("1234");
    String cancel = shop.newAttempt();
    EventLog.Attempt sale;
    try (TestTerminal terminal = shop.connectIdle()) {
      sale = shop.sell(terminal, 1990);
      Shop.unlock(terminal, "1234");
      terminal.send(Shop.cancel(cancel, sale, 1990, Cards.GOOD));
      result(terminal, "processing");
      terminal.cut();
    }
    try (TestTerminal terminal = shop.connectIdle()) {
      terminal.send(Shop.cancel(cancel, sale, 1990, Cards.GOOD));
      result(terminal, "processing");
      terminal.send(Shop.cancel(cancel, sale, 1, Cards.GOOD));
      terminal.nextError("cancel_with_different_contents");
      assertThat(requests(sale)).isOne();
      terminal.send(Shop.cancel(shop.newAttempt(), sale, 1990, Cards.GOOD));
      terminal.nextError("admin_required");
      log.refunded(sale, 1990, requestOf(sale));
      assertThat(result(terminal, "canceled").path("kind").asText()).isEqualTo("refund");
      terminal.send(Shop.cancel(cancel, sale, 1990, Cards.GOOD));
      result(terminal, "canceled");
    }
  }

  @Test
  void lostConnectionIsHealedByTheQueryWhichMayBeAskedForEver() {
    shop.adminPassword("1234");
    String cancel = shop.newAttempt();
    EventLog.Attempt sale;
    try (TestTerminal terminal = shop.connectIdle()) {
      sale = shop.sell(terminal, 1990);
      Shop.unlock(terminal, "1234");
      terminal.send(Shop.cancel(cancel, sale, 1990, Cards.GOOD));
      result(terminal, "processing");
      terminal.cut();
    }
    try (TestTerminal terminal = shop.connectIdle()) {
      terminal.send(query(cancel));
      result(terminal, "processing");
      log.cancelRefused(sale, requestOf(sale));
      JsonNode refused = result(terminal, "refused");
      assertThat(refused.path("code").asText()).isEqualTo("partial_void_not_allowed");
      assertThat(refused.path("message").asText()).isEqualTo("Não");
      assertThat(refused.has("kind")).isFalse();
      terminal.send(query(shop.newAttempt()));
      terminal.nextError("unknown_cancel");
    }
    // A session that has not asked hears nothing of it, even when the merchant has it tried again.
    try (TestTerminal terminal = shop.connectIdle()) {
      log.voided(sale, requestOf(sale));
      await().until(() -> tables.attempt(sale.payment()).equals("VOIDED"));
      await().until(() -> status(cancel).equals("CANCELED"));
      terminal.send(query(cancel));
      result(terminal, "canceled");
      assertThat(terminal.waiting()).isZero();
    }
  }

  @Test
  void orderServiceMayRefuseAndTheSaleMayBeTriedAgain() {
    shop.adminPassword("1234");
    try (TestTerminal terminal = shop.connectIdle()) {
      EventLog.Attempt sale = shop.sell(terminal, 1990);
      log.orderPlaced(
          EventLog.order(sale.order(), shop.account)
              .setMode(dev.connectpos.order.events.v1.OrderMode.STANDALONE));
      Shop.unlock(terminal, "1234");
      terminal.send(Shop.cancel(shop.newAttempt(), sale, 1990, Cards.GOOD));
      result(terminal, "processing");
      log.cancellationRefused(sale, requestOf(sale));
      assertThat(result(terminal, "refused").path("code").asText())
          .isEqualTo("charge_not_cancelable");
      terminal.send(Shop.cancel(shop.newAttempt(), sale, 1990, Cards.GOOD));
      result(terminal, "processing");
      assertThat(requests(sale)).isEqualTo(2);
    }
  }

  @Test
  void refusalOfASaleThatOrderServiceDoesNotKnowIsHeard() {
    shop.adminPassword("1234");
    try (TestTerminal terminal = shop.connectIdle()) {
      EventLog.Attempt sale = shop.sell(terminal, 1990);
      Shop.unlock(terminal, "1234");
      terminal.send(Shop.cancel(shop.newAttempt(), sale, 1990, Cards.GOOD));
      result(terminal, "processing");
      log.cancellationOfUnknownOrder(sale, requestOf(sale));
      assertThat(result(terminal, "refused").path("code").asText()).isEqualTo("not_found");
      assertThat(tables.parked(requestOf(sale))).isZero();
    }
  }

  @Test
  void refusalOfARequestThatNoTerminalMadeIsReadPast() {
    String order = shop.placeOrder();
    var other = new EventLog.Attempt("pay_other", order, shop.account, "", 1990);
    log.cancellationRefused(other, "req_of_the_merchant");
    await().until(() -> tables.orderVersion(order) == 2);
    assertThat(tables.parked(order)).isZero();
  }

  @Test
  void replicaThatDoesNotHearOfTheEndFindsIt() {
    shop.adminPassword("1234");
    try (TestTerminal terminal = shop.connectIdle()) {
      EventLog.Attempt sale = shop.sell(terminal, 1990);
      Shop.unlock(terminal, "1234");
      terminal.send(Shop.cancel(shop.newAttempt(), sale, 1990, Cards.GOOD));
      result(terminal, "processing");
      // As another replica would write it.
      tables.execute(
          "update sale_cancellation set status = 'CANCELED', kind = 'VOID', ended_at = now()"
              + " where payment_id = ?",
          sale.payment());
      tables.execute(
          "update terminal set screen_version = screen_version + 1 where id = ?", shop.terminal);
      result(terminal, "canceled");
    }
  }

  @Test
  void onlyTheCardThatPaidCancels() {
    shop.adminPassword("1234");
    try (TestTerminal terminal = shop.connectIdle()) {
      EventLog.Attempt sale = shop.sell(terminal, 1990);
      Shop.unlock(terminal, "1234");
      String cancel = shop.newAttempt();
      terminal.send(Shop.cancel(cancel, sale, 1990, Cards.OTHER));
      terminal.nextError("card_mismatch");
      terminal.send(Shop.cancel(cancel, sale, 1990, Cards.REJECTED));
      terminal.nextError("card_data_rejected");
      terminal.send(Shop.cancel(cancel, sale, 1990, Cards.UNREACHABLE));
      terminal.nextError("temporarily_unavailable");
      assertThat(requests(sale)).isZero();
      // Nothing was begun: the same key may be used.
      terminal.send(Shop.cancel(cancel, sale, 1990, Cards.GOOD));
      result(terminal, "processing");
    }
  }

  @Test
  void wrongContentsAndWrongMomentsAreRefused() {
    shop.adminPassword("1234");
    Shop stranger = Shop.open(log);
    try (TestTerminal terminal = shop.connectIdle();
        TestTerminal other = stranger.connectIdle()) {
      EventLog.Attempt sale = shop.sell(terminal, 1990);
      EventLog.Attempt strange = stranger.sell(other, 1990);
      terminal.send(Shop.cancel(shop.newAttempt(), sale, 1990, Cards.GOOD));
      terminal.nextError("admin_required");
      Shop.unlock(terminal, "1234");
      terminal.send(Shop.cancel(shop.newAttempt(), sale, 1989, Cards.GOOD));
      terminal.nextError("amount_mismatch");
      terminal.send(Shop.cancel(shop.newAttempt(), strange, 1990, Cards.GOOD));
      terminal.nextError("unknown_sale");
      terminal.send(Shop.cancel(stranger.newAttempt(), sale, 1990, Cards.GOOD));
      assertThat(terminal.nextError("invalid_field").path("field").asText()).isEqualTo("cancel_id");
      shop.placeOrder();
      terminal.nextOrder();
      terminal.send(Shop.cancel(shop.newAttempt(), sale, 1990, Cards.GOOD));
      terminal.nextError("screen_taken");
      assertThat(requests(sale)).isZero();
    }
  }

  @Test
  void twoTerminalsWithTheSameSaleAtOnceAskForItOnce() {
    shop.adminPassword("1234");
    Shop second = shop.secondTerminal();
    try (TestTerminal one = shop.connectIdle();
        TestTerminal other = second.connectIdle()) {
      for (int round = 0; round < 5; round++) {
        EventLog.Attempt sale = shop.sell(one, 1990);
        Shop.unlock(one, "1234");
        Shop.unlock(other, "1234");
        one.send(Shop.cancel(shop.newAttempt(), sale, 1990, Cards.GOOD));
        other.send(Shop.cancel(second.newAttempt(), sale, 1990, Cards.GOOD));
        List<String> answers = List.of(answer(one), answer(other));
        assertThat(answers).containsExactlyInAnyOrder("processing", "not_cancelable");
        assertThat(requests(sale)).isOne();
      }
    }
  }

  private static String answer(TestTerminal terminal) {
    JsonNode frame = terminal.nextBut("activation");
    return frame.path(frame.has("code") ? "code" : "status").asText();
  }

  @Test
  void everyAnswerMayComeTwice() {
    shop.adminPassword("1234");
    try (TestTerminal terminal = shop.connectIdle()) {
      EventLog.Attempt sale = shop.sell(terminal, 1990);
      Shop.unlock(terminal, "1234");
      String cancel = shop.newAttempt();
      terminal.send(Shop.cancel(cancel, sale, 1990, Cards.GOOD));
      result(terminal, "processing");
      log.voided(sale, requestOf(sale));
      log.repeatLast(sale.payment());
      result(terminal, "canceled");
      log.cancelRefused(sale, requestOf(sale));
      await()
          .until(
              () ->
                  tables.count(
                          "select last_payment_version from payment_attempt where id = ?",
                          sale.payment())
                      == 4);
      // Money that went back is not forgotten, and nothing more is told.
      terminal.send(query(cancel));
      result(terminal, "canceled");
      assertThat(terminal.waiting()).isZero();
    }
  }

  @Test
  void saleOfAReplacedTerminalIsCancelledOnItsSuccessor() {
    shop.adminPassword("1234");
    EventLog.Attempt sale;
    try (TestTerminal terminal = shop.connectIdle()) {
      sale = shop.sell(terminal, 1990);
    }
    Shop successor = shop.replacement();
    try (TestTerminal terminal = successor.connectIdle()) {
      Shop.unlock(terminal, "1234");
      assertThat(sales(terminal).get(0).path("payment_id").asText()).isEqualTo(sale.payment());
      terminal.send(Shop.cancel(successor.newAttempt(), sale, 1990, Cards.GOOD));
      result(terminal, "processing");
      log.voided(sale, requestOf(sale));
      result(terminal, "canceled");
    }
  }

  @Test
  void fiveWrongPasswordsLockTheTerminalAcrossSessions() {
    try (TestTerminal terminal = shop.connectIdle()) {
      terminal.send(unlock("1234"));
      terminal.nextError("no_admin_password");
      shop.adminPassword("1234");
      for (int left = 4; left > 1; left--) {
        terminal.send(unlock("0000"));
        JsonNode wrong = terminal.nextError("wrong_password");
        assertThat(wrong.path("field").asText()).isEqualTo("password");
        assertThat(wrong.path("tries_left").asInt()).isEqualTo(left);
      }
      terminal.send("{\"type\":\"admin.unlock\",\"password\":\"123\"}");
      assertThat(terminal.nextError("invalid_field").path("field").asText()).isEqualTo("password");
    }
    try (TestTerminal terminal = shop.connectIdle()) {
      terminal.send(unlock("0000"));
      assertThat(terminal.nextError("wrong_password").path("tries_left").asInt()).isOne();
      terminal.send(unlock("0000"));
      Instant until =
          Instant.parse(terminal.nextError("admin_locked").path("locked_until").asText());
      assertThat(until).isAfter(Instant.now().plusSeconds(800));
      terminal.send(unlock("1234"));
      terminal.nextError("admin_locked");
    }
    tables.execute("update terminal set admin_locked_until = now() where id = ?", shop.terminal);
    try (TestTerminal terminal = shop.connectIdle()) {
      terminal.send(unlock("0000"));
      assertThat(terminal.nextError("wrong_password").path("tries_left").asInt()).isEqualTo(4);
      terminal.send(unlock("1234"));
      assertThat(terminal.next("admin.unlocked").path("expires_in_ms").asLong()).isEqualTo(300_000);
      terminal.send(unlock("0000"));
      assertThat(terminal.nextError("wrong_password").path("tries_left").asInt()).isEqualTo(4);
    }
    assertThat(
            tables.count(
                "select count(*) from account where admin_password_hash like '%1234%' and id = ?",
                shop.account))
        .isZero();
  }

  private static String unlock(String password) {
    return "{\"type\":\"admin.unlock\",\"password\":\"" + password + "\"}";
  }

  private static String query(String cancel) {
    return "{\"type\":\"cancel.query\",\"cancel_id\":\"" + cancel + "\"}";
  }

  private static JsonNode sales(TestTerminal terminal) {
    terminal.send("{\"type\":\"sales.list\"}");
    return terminal.next("sales.listed").path("sales");
  }

  private static JsonNode result(TestTerminal terminal, String status) {
    JsonNode frame = terminal.next("cancel.result");
    assertThat(frame.path("status").asText()).as("frame %s", frame).isEqualTo(status);
    return frame;
  }

  private String requestOf(EventLog.Attempt sale) {
    return tables.text(
        "select id from sale_cancellation where payment_id = ? order by asked_at desc",
        sale.payment());
  }

  private long requests(EventLog.Attempt sale) {
    return tables.count(
        "select count(*) from sale_cancellation where payment_id = ?", sale.payment());
  }

  private String status(String cancel) {
    return tables.text("select status from sale_cancellation where cancel_id = ?", cancel);
  }
}

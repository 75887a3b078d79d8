package dev.connectpos.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.order.events.v1.ClosedStatus;
import dev.connectpos.order.events.v1.OrderMode;
import dev.connectpos.payment.commands.v1.AuthorizePayment;
import dev.connectpos.payment.commands.v1.OperationType;
import dev.connectpos.payment.commands.v1.PaymentOrigin;
import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sales typed on the terminal, without an order of a PDV (T5), and what may go wrong (T10). */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(StubAcquirer.class)
class StandaloneIT {
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
      EventLog.Attempt sale = shop.startSale(terminal, 1);
      assertThat(sale.order()).matches("or_[0-9A-Za-z]{16}");
      var authorize = (AuthorizePayment) log.commandsOf(sale.attempt(), 1).getLast().getPayload();
      assertThat(authorize.getOrigin()).isEqualTo(PaymentOrigin.STANDALONE);
      assertThat(authorize.getOrderId()).isEqualTo(sale.order());
      assertThat(authorize.getAmountMinor()).isOne();
      assertThat(authorize.getTerminalSerial()).isEqualTo(shop.serial);
      assertThat(authorize.getOperationType()).isEqualTo(OperationType.AUTH_AND_CAPTURE);
      assertThat(authorize.getSoftDescriptor()).isNull();

      log.authorized(sale);
      terminal.nextResult("approved");
      shop.confirm(terminal, sale);
      log.captured(sale);
      terminal.nextResult("captured");
      assertThat(tables.order(sale.order())).isEqualTo("PAID");
      // The screen is free: the next order comes, and the sale was never shown or withdrawn.
      assertThat(shop.placeOrder()).isEqualTo(terminal.nextOrder());
      assertThat(log.eventsOf(shop.terminal))
          .extracting(e -> e.getType())
          .doesNotContain("terminal.payment_started");
    }
  }

  @Test
  void mirrorOfTheSaleChangesNothingHere() {
    try (TestTerminal terminal = shop.connectIdle()) {
      EventLog.Attempt sale = shop.startSale(terminal, 500);
      log.authorized(sale);
      terminal.nextResult("approved");
      shop.confirm(terminal, sale);
      log.captured(sale);
      terminal.nextResult("captured");
      log.orderPlaced(
          EventLog.order(sale.order(), shop.account)
              .setMode(OrderMode.STANDALONE)
              .setAmountMinor(500)
              .setTerminalSerials(List.of(shop.serial)));
      log.chargeUpdated(sale.order(), shop.account, sale.payment());
      log.orderClosed(sale.order(), shop.account, ClosedStatus.CANCELED);
      await().until(() -> tables.orderVersion(sale.order()) == 3);
      log.voided(sale);
      await().until(() -> tables.attempt(sale.payment()).equals("VOIDED"));
      assertThat(tables.order(sale.order())).isEqualTo("WITHDRAWN");
      assertThat(tables.parked(sale.order())).isZero();
      assertThat(tables.ignoredVersion(sale.order())).isZero();
      assertThat(shop.placeOrder()).isEqualTo(terminal.nextOrder());
    }
  }

  @Test
  void declinedSaleIsOverAndAnotherMayBegin() {
    try (TestTerminal terminal = shop.connectIdle()) {
      EventLog.Attempt first = shop.startSale(terminal, 1990);
      log.declined(first);
      terminal.nextResult("declined");
      assertThat(tables.order(first.order())).isEqualTo("WITHDRAWN");
      EventLog.Attempt second = shop.startSale(terminal, 1990);
      assertThat(second.order()).isNotEqualTo(first.order());
    }
  }

  @Test
  void sameStartTwiceIsOneSale() {
    try (TestTerminal terminal = shop.connectIdle()) {
      EventLog.Attempt sale = shop.startSale(terminal, 1990);
      terminal.send(Shop.sale(sale.attempt(), 1990));
      assertThat(terminal.nextResult("authorizing").path("payment_id").asText())
          .isEqualTo(sale.payment());
      terminal.send(Shop.sale(sale.attempt(), 1991));
      terminal.nextError("attempt_with_different_contents");
      terminal.send(Shop.start("or_other", sale.attempt()));
      terminal.nextError("attempt_with_different_contents");
      log.declined(sale);
      terminal.nextResult("declined");
      terminal.send(Shop.sale(sale.attempt(), 1990));
      terminal.nextResult("declined");
      assertThat(tables.commands(sale.payment())).isOne();
      assertThat(sales()).isOne();

      String order = shop.placeOrder();
      terminal.nextOrder();
      EventLog.Attempt ofOrder = shop.start(terminal, order);
      terminal.send(Shop.sale(ofOrder.attempt(), 1990));
      terminal.nextError("attempt_with_different_contents");
      assertThat(sales()).isOne();
    }
  }

  @Test
  void powerCutAfterTheApprovalIsHealedByTheQuery() {
    EventLog.Attempt sale;
    try (TestTerminal terminal = shop.connectIdle()) {
      sale = shop.startSale(terminal, 1990);
      terminal.cut();
    }
    log.authorized(sale);
    await().until(() -> tables.attempt(sale.payment()).equals("APPROVED"));
    String order = shop.placeOrder();
    await().until(() -> tables.order(order).equals("QUEUED"));
    try (TestTerminal terminal = shop.connect()) {
      JsonNode welcome = terminal.next("welcome");
      assertThat(welcome.has("order")).isFalse();
      assertThat(welcome.path("payment").path("status").asText()).isEqualTo("approved");
      assertThat(welcome.path("payment").path("order_id").asText()).isEqualTo(sale.order());
      terminal.send(Shop.query(sale.attempt()));
      terminal.nextResult("approved");
      shop.confirm(terminal, sale);
      log.captured(sale);
      terminal.nextResult("captured");
      assertThat(terminal.nextOrder()).isEqualTo(order);
    }
  }

  @Test
  void lateConfirmationIsToldTheTruth() {
    try (TestTerminal terminal = shop.connectIdle()) {
      EventLog.Attempt sale = shop.startSale(terminal, 1990);
      log.authorized(sale);
      terminal.nextResult("approved");
      log.reversed(sale, "confirm_timeout");
      terminal.nextResult("reversed");
      terminal.send(Shop.confirm(sale.order(), sale.attempt()));
      terminal.nextResult("reversed");
      assertThat(tables.commands(sale.payment())).isOne();
      assertThat(tables.order(sale.order())).isEqualTo("WITHDRAWN");
    }
  }

  @Test
  void doubtKeepsTheScreenUntilTheOutcomeIsKnown() {
    try (TestTerminal terminal = shop.connectIdle()) {
      EventLog.Attempt sale = shop.startSale(terminal, 1990);
      log.inDoubt(sale);
      terminal.nextResult("verifying");
      terminal.send(Shop.sale(shop.newAttempt(), 1990));
      terminal.nextError("payment_in_progress");
      String order = shop.placeOrder();
      await().until(() -> tables.order(order).equals("QUEUED"));
      terminal.send(Shop.start(order, shop.newAttempt()));
      terminal.nextError("order_not_here");
      log.reversed(sale, "not_found");
      terminal.nextResult("reversed");
      assertThat(terminal.nextOrder()).isEqualTo(order);
    }
  }

  @Test
  void orderOnTheScreenComesFirst() {
    Shop listed = Shop.openListed(log);
    try (TestTerminal terminal = shop.connectIdle();
        TestTerminal lists = listed.connectIdle()) {
      shop.placeOrder();
      terminal.nextOrder();
      terminal.send(Shop.sale(shop.newAttempt(), 1990));
      assertThat(terminal.nextError("screen_taken").path("in_reply_to").asText())
          .isEqualTo("sale.start");
      String order = listed.placeListed();
      await().until(() -> tables.order(order).equals("LISTED"));
      lists.send(Shop.act("pick", order));
      lists.nextOrder();
      lists.send(Shop.sale(listed.newAttempt(), 1990));
      lists.nextError("screen_taken");
      lists.send(Shop.act("release", order));
      lists.next("order.withdraw");
      EventLog.Attempt sale = listed.startSale(lists, 1990);
      lists.send(Shop.act("pick", order));
      lists.nextError("screen_taken");
      log.declined(sale);
      lists.nextResult("declined");
    }
    assertThat(sales()).isZero();
  }

  @Test
  void amountTypeAndInstalmentsAreLimited() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String attempt = shop.newAttempt();
      String good = Shop.sale(attempt, 1990);
      refused(terminal, Shop.sale(attempt, 0), "amount_minor");
      refused(terminal, good.replace("\"BRL\"", "\"USD\""), "currency");
      refused(terminal, good.replace("\"installments\":1", "\"installments\":25"), "installments");
      refused(
          terminal,
          good.replace("credit", "debit").replace("\"installments\":1", "\"installments\":2"),
          "installments");
      refused(terminal, good.replace(shop.serial, "OTHER"), "attempt_id");
      assertThat(sales()).isZero();
      terminal.send(good.replace("\"installments\":1", "\"installments\":24"));
      terminal.nextResult("authorizing");
    }
  }

  private static void refused(TestTerminal terminal, String frame, String field) {
    terminal.send(frame);
    assertThat(terminal.nextError("invalid_field").path("field").asText()).isEqualTo(field);
  }

  private long sales() {
    return tables.count(
        "select count(*) from open_order where standalone and terminal_serial = ?", shop.serial);
  }
}

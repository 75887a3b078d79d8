package dev.connectpos.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a terminal lists of past sales (T6) and reports of a day (T7). */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(StubAcquirer.class)
class SalesReportIT {
  private static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");

  @Inject EventLog log;
  @Inject Tables tables;

  private Shop shop;

  @BeforeEach
  void openShop() {
    shop = Shop.open(log);
  }

  @Test
  void reportCountsWhatWasTakenAndGivenBack() {
    try (TestTerminal terminal = shop.connectIdle()) {
      EventLog.Attempt kept = shop.sell(terminal, 1000);
      EventLog.Attempt voided = shop.sell(terminal, 300);
      log.voided(voided);
      log.refunded(kept, 50);
      await().until(() -> tables.attempt(voided.payment()).equals("VOIDED"));
      await().until(() -> tables.attempt(kept.payment()).equals("REFUNDED"));
      JsonNode report = report(terminal, "");
      assertThat(report.path("time_zone").asText()).isEqualTo("America/Sao_Paulo");
      assertThat(report.path("date").asText()).isEqualTo(LocalDate.now(ZONE).toString());
      assertThat(report.path("rows")).hasSize(1);
      JsonNode row = report.path("rows").get(0);
      assertThat(row.path("payment_type").asText()).isEqualTo("credit");
      assertThat(row.path("brand").asText()).isEqualTo("Visa");
      for (JsonNode sums : List.of(row, report.path("total"))) {
        assertThat(sums.path("sales").asInt()).isEqualTo(2);
        assertThat(sums.path("amount_minor").asLong()).isEqualTo(1300);
        assertThat(sums.path("canceled").asInt()).isEqualTo(2);
        assertThat(sums.path("canceled_minor").asLong()).isEqualTo(350);
      }
    }
  }

  @Test
  void dayIsTheMerchantsFromMidnightToMidnight() {
    try (TestTerminal terminal = shop.connectIdle()) {
      at(shop.sell(terminal, 1), "2026-03-10T02:59:59.999Z");
      EventLog.Attempt first = at(shop.sell(terminal, 10), "2026-03-10T03:00:00Z");
      EventLog.Attempt last = at(shop.sell(terminal, 100), "2026-03-11T02:59:59.999Z");
      at(shop.sell(terminal, 1000), "2026-03-11T03:00:00Z");
      String day = ",\"date\":\"2026-03-10\"";
      assertThat(report(terminal, day).path("total").path("amount_minor").asLong()).isEqualTo(110);
      assertThat(ids(list(terminal, day))).containsExactly(last.payment(), first.payment());

      // Of no concern here, and in nobody's way.
      log.setupCheckStarted(shop.account, "or_check", "6C582505");
      log.accountMoved(shop.account, "Asia/Tokyo");
      await()
          .until(
              () ->
                  tables
                      .text("select time_zone from account where id = ?", shop.account)
                      .equals("Asia/Tokyo"));
      // The tenth there ended in the afternoon of the tenth here.
      assertThat(report(terminal, day).path("total").path("amount_minor").asLong()).isEqualTo(11);
      assertThat(report(terminal, day).path("time_zone").asText()).isEqualTo("Asia/Tokyo");
      terminal.send("{\"type\":\"report.get\",\"date\":\"2026-02-30\"}");
      assertThat(terminal.nextError("invalid_field").path("field").asText()).isEqualTo("date");
    }
  }

  @Test
  void successorReportsWhatItsPredecessorsTookAndOthersDoNot() {
    Shop second = shop.secondTerminal();
    try (TestTerminal terminal = shop.connectIdle();
        TestTerminal other = second.connectIdle()) {
      shop.sell(terminal, 100);
      second.sell(other, 20);
    }
    Shop successor = shop.replacement();
    Shop latest = successor.replacement();
    try (TestTerminal terminal = latest.connectIdle()) {
      latest.sell(terminal, 3);
      assertThat(report(terminal, "").path("total").path("amount_minor").asLong()).isEqualTo(103);
      // The list is the account's.
      assertThat(list(terminal, "").path("sales")).hasSize(3);
    }
  }

  @Test
  void listIsPagedAndFilteredTheNewestFirst() {
    try (TestTerminal terminal = shop.connectIdle()) {
      EventLog.Attempt sold = at(shop.sell(terminal, 777), "2026-03-10T12:00:00Z");
      // 32 more at the same moment, so that the order is by id.
      tables.execute(
          """
          insert into payment_attempt (id, attempt_id, terminal_id, account_id, order_id, amount_minor, currency,
              payment_type, installments, installment_type, entry_mode, started_at, state, nsu,
              authorization_code, return_code, brand, last_four, captured_minor, command_version,
              last_payment_version, sold_at)
          select a.id || '_' || lpad(n::text, 2, '0'), a.attempt_id || n, a.terminal_id, a.account_id, o.id, 1,
              'BRL', 'DEBIT', 1, 'MERCHANT', 'CHIP', a.started_at, 'CAPTURED', 'nsu' || n,
              'A1B2C3', '0', 'Elo', '1111', 1, 1, 1, a.sold_at + interval '1 hour'
          from payment_attempt a, generate_series(1, 32) n, open_order o
          where a.id = ? and o.id = ?
          """,
          sold.payment(),
          roomyOrder());
      String day = ",\"date\":\"2026-03-10\"";
      JsonNode first = list(terminal, day);
      assertThat(first.path("sales")).hasSize(30);
      assertThat(first.path("more").asBoolean()).isTrue();
      assertThat(ids(first).getFirst()).isEqualTo(sold.payment() + "_32");
      String after = ",\"after\":\"" + ids(first).getLast() + "\"";
      JsonNode rest = list(terminal, day + after);
      assertThat(ids(rest))
          .containsExactly(sold.payment() + "_02", sold.payment() + "_01", sold.payment());
      assertThat(rest.path("more").asBoolean()).isFalse();
      JsonNode sale = rest.path("sales").get(2);
      assertThat(sale.path("amount_minor").asLong()).isEqualTo(777);
      assertThat(sale.path("at").asText()).isEqualTo("2026-03-10T12:00:00Z");
      assertThat(sale.path("standalone").asBoolean()).isTrue();
      assertThat(sale.has("code")).isFalse();
      assertThat(sale.path("status").asText()).isEqualTo("captured");
      assertThat(sale.path("cancelable").asBoolean()).isTrue();
      assertThat(ids(list(terminal, day + ",\"amount_minor\":777")))
          .containsExactly(sold.payment());
      assertThat(ids(list(terminal, day + ",\"nsu\":\"12345678901234\"")))
          .containsExactly(sold.payment());
      assertThat(ids(list(terminal, day + ",\"nsu\":\"1\""))).isEmpty();
      assertThat(ids(list(terminal, day + ",\"after\":\"pay_none\""))).isEmpty();
    }
  }

  @Test
  void saleOfAnOrderHasItsCodeAndAHeldOneIsListedToo() {
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.nextOrder();
      EventLog.Attempt sale = shop.approve(terminal, order, 1990);
      log.held(sale);
      terminal.nextResult("held");
      JsonNode listed = list(terminal, "").path("sales").get(0);
      assertThat(listed.path("code").asText()).isEqualTo("PED-1");
      assertThat(listed.path("status").asText()).isEqualTo("held");
      assertThat(listed.path("standalone").asBoolean()).isFalse();
      assertThat(report(terminal, "").path("rows")).isEmpty();
    }
  }

  /** An order that owes enough for what is put into the tables here. */
  private String roomyOrder() {
    String order = shop.newOrder();
    log.orderPlaced(EventLog.listed(order, shop.account));
    await().until(() -> tables.order(order).equals("LISTED"));
    return order;
  }

  private EventLog.Attempt at(EventLog.Attempt sale, String instant) {
    tables.execute(
        "update payment_attempt set sold_at = cast(? as timestamptz) where id = ?",
        instant,
        sale.payment());
    tables.execute(
        "update day_entry set at = cast(? as timestamptz) where payment_id = ?",
        instant,
        sale.payment());
    return sale;
  }

  private static JsonNode report(TestTerminal terminal, String more) {
    terminal.send("{\"type\":\"report.get\"" + more + "}");
    return terminal.next("report");
  }

  private static JsonNode list(TestTerminal terminal, String more) {
    terminal.send("{\"type\":\"sales.list\"" + more + "}");
    return terminal.next("sales.listed");
  }

  private static List<String> ids(JsonNode page) {
    var ids = new ArrayList<String>();
    page.path("sales").forEach(sale -> ids.add(sale.path("payment_id").asText()));
    return ids;
  }
}

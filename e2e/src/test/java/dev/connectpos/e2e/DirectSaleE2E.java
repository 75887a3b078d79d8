package dev.connectpos.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.emulator.TerminalEvent;
import dev.connectpos.emulator.TestCards;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The sale of docs/architecture.md, from the PDV's request to the PDV's webhook. */
final class DirectSaleE2E {
  private final List<TerminalEvent> seen = new CopyOnWriteArrayList<>();
  private Shop shop;

  @BeforeEach
  void open(TestInfo test) throws Exception {
    shop = Shop.open(test.getDisplayName());
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void anApprovedSaleIsPaidPrintedAndAnnounced() throws Exception {
    shop.terminal("SALE0001", TestCards.APPROVED, seen::add);
    String id = shop.sold("PED-1", 19_90, "SALE0001");

    JsonNode order = shop.order(id);
    assertThat(order.path("status").asText()).isEqualTo("paid");
    assertThat(order.path("closed").asBoolean()).isTrue();
    assertThat(order.path("charges")).hasSize(1);
    JsonNode charge = order.path("charges").get(0);
    assertThat(charge.path("status").asText()).isEqualTo("paid");
    assertThat(charge.path("payment_method").asText()).isEqualTo("cash");
    assertThat(charge.path("amount").asLong()).isEqualTo(19_90);
    assertThat(charge.path("code").asText()).matches("\\d{14}");
    assertThat(charge.path("metadata").path("terminal_serial_number").asText())
        .isEqualTo("SALE0001");

    JsonNode payments = shop.payments(id);
    assertThat(payments.toString()).contains("captured").contains(charge.path("code").asText());
    assertThat(shop.sink.forged()).isEmpty();
    var webhook = shop.sink.ofType("charge.paid");
    assertThat(webhook).hasSize(1);
    assertThat(webhook.getFirst().body().path("account").path("id").asText())
        .isEqualTo(shop.accountId);
    assertThat(webhook.getFirst().body().path("data").path("id").asText())
        .isEqualTo(charge.path("id").asText());
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> seen.stream().anyMatch(TerminalEvent.SlipPrinted.class::isInstance));
  }

  @Test
  void aDeclinedSaleLeavesTheOrderOpenAndUnpaid() throws Exception {
    shop.terminal("SALE0002", TestCards.DECLINED, seen::add);
    String id = shop.placed("PED-2", 25_00, "SALE0002");

    var failed = shop.sink.next("order.payment_failed", id).get(30, TimeUnit.SECONDS);
    assertThat(failed.body().path("data").path("id").asText()).isEqualTo(id);
    JsonNode order = shop.order(id);
    assertThat(order.path("status").asText()).isEqualTo("pending");
    assertThat(order.path("closed").asBoolean()).isFalse();
    assertThat(order.path("charges")).isEmpty();
    assertThat(seen).noneMatch(TerminalEvent.SlipPrinted.class::isInstance);
  }

  @Test
  void aLateAnswerIsFoundOutAndPaidOnce() throws Exception {
    shop.terminal("SALE0003", TestCards.ANSWERED_LATE, seen::add);
    String id = shop.sold("PED-3", 31_00, "SALE0003");
    assertThat(shop.order(id).path("charges")).hasSize(1);
    assertThat(received()).as("never told that it failed").doesNotContain("\"declined\"");
  }

  @Test
  void aPaymentNobodyConfirmsIsUndone() throws Exception {
    var terminal = shop.terminal("SALE0004", TestCards.APPROVED, seen::add);
    terminal.arm(dev.connectpos.emulator.Fault.SKIP_CONFIRM);
    String id = shop.placed("PED-4", 12_00, "SALE0004");

    await().atMost(Duration.ofSeconds(40)).until(() -> received().contains("\"reversed\""));
    assertThat(shop.order(id).path("charges")).isEmpty();
    terminal.disarm(dev.connectpos.emulator.Fault.SKIP_CONFIRM);

    shop.sink.next("charge.paid", id).get(60, TimeUnit.SECONDS);
    assertThat(shop.order(id).path("charges")).hasSize(1);
  }

  private String received() {
    return seen.stream()
        .filter(TerminalEvent.FrameReceived.class::isInstance)
        .map(event -> ((TerminalEvent.FrameReceived) event).text())
        .toList()
        .toString();
  }
}

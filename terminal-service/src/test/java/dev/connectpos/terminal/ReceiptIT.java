package dev.connectpos.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.order.events.v1.OrderUpdated;
import dev.connectpos.order.events.v1.ReceiptLine;
import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a terminal prints of an order after its slip (O10). */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(StubAcquirer.class)
class ReceiptIT {
  private static final ReceiptLine BREAD = new ReceiptLine("Pão de queijo", 2, 995L);
  private static final ReceiptLine CAKE = new ReceiptLine("Bolo \"da casa\"", 1, 1990L);

  @Inject EventLog log;

  @Test
  void linesComeWithTheOrderAndAgainWhenTheyChange() {
    Shop shop = Shop.open(log);
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.newOrder();
      log.orderPlaced(
          EventLog.order(order, shop.account)
              .setTerminalSerials(List.of(shop.serial))
              .setPrintOrderReceipt(true)
              .setReceiptLines(List.of(BREAD)));
      JsonNode shown = terminal.next("order.show").path("order");
      assertThat(shown.path("print_order_receipt").asBoolean()).isTrue();
      assertThat(shown.path("receipt_lines")).hasSize(1);
      JsonNode line = shown.path("receipt_lines").get(0);
      assertThat(line.path("description").asText()).isEqualTo("Pão de queijo");
      assertThat(line.path("quantity").asInt()).isEqualTo(2);
      assertThat(line.path("amount_minor").asLong()).isEqualTo(995);
      log.orderUpdated(
          OrderUpdated.newBuilder()
              .setOrderId(order)
              .setAccountId(shop.account)
              .setAmountMinor(1990)
              .setCurrency("BRL")
              .setReceiptLines(List.of(CAKE))
              .setResourceJson("{}")
              .build());
      JsonNode again = terminal.next("order.show").path("order");
      assertThat(again.path("receipt_lines").get(0).path("description").asText())
          .isEqualTo("Bolo \"da casa\"");
    }
  }

  @Test
  void orderThatIsNotPrintedHasNone() {
    Shop shop = Shop.open(log);
    try (TestTerminal terminal = shop.connectIdle()) {
      log.orderPlaced(
          EventLog.order(shop.newOrder(), shop.account)
              .setTerminalSerials(List.of(shop.serial))
              .setReceiptLines(List.of(BREAD)));
      JsonNode shown = terminal.next("order.show").path("order");
      assertThat(shown.path("print_order_receipt").asBoolean()).isFalse();
      assertThat(shown.has("receipt_lines")).isFalse();
    }
  }
}

package dev.connectpos.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Half a year in a minute: every rule of days, through the PDV's own API, by one clock. The last of
 * all suites, since they share a system and its clock goes forward only.
 */
@Order(Integer.MAX_VALUE)
final class TestClockE2E {
  private static final String CLOCK = "/acquirer/v1/test-clock";

  private Shop shop;
  private Exchange exchange;

  @BeforeEach
  void open() throws Exception {
    shop = Shop.open("half a year");
    exchange = new Exchange(URI.create(shop.value("PDV_URL")));
  }

  @AfterEach
  void close() {
    exchange.close();
    shop.close();
  }

  @Test
  void aPdvSeesTomorrowTheEighthDayAndTheHundredAndEightyFirst() throws Exception {
    try (var terminal = shop.idleTerminal("CLOCK001")) {
      String waiting = placed(expiring(Shop.direct("CLOCK-1", 10_00, "CLOCK001")));
      JsonNode held = online("CLOCK-2", "auth_only");
      JsonNode sold = online("CLOCK-3", "auth_and_capture");
      JsonNode soldToo = online("CLOCK-4", "auth_and_capture");
      assertThat(status(held)).isEqualTo("pending");
      assertThat(status(sold)).isEqualTo("paid");

      assertThat(giveBack(sold, 5_00).json().path("code").asText())
          .as("a part on the same day")
          .isEqualTo("partial_void_not_allowed");
      assertThat(giveBack(soldToo, null).status()).as("all on the same day").isEqualTo(200);
      JsonNode voided = charge(soldToo, "canceled");
      assertThat(voided.path("last_transaction").path("status").asText()).isEqualTo("voided");

      putForward(Duration.ofDays(1));
      assertThat(giveBack(sold, 5_00).status()).as("a part on the next day").isEqualTo(200);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  order(sold)
                      .path("charges")
                      .path(0)
                      .path("last_transaction")
                      .path("status")
                      .asText()
                      .equals("partial_refunded"));
      assertThat(shop.order(waiting).path("status").asText()).isEqualTo("pending");

      putForward(Duration.ofDays(6).plusMinutes(1));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> shop.order(waiting).path("status").asText().equals("canceled"));
      assertThat(charge(held, "canceled").path("acquirer_status").asText())
          .as("not captured within seven days")
          .isEqualTo("expired");

      putForward(Duration.ofDays(174));
      assertThat(giveBack(sold, 5_00).json().path("code").asText())
          .as("after 180 days")
          .isEqualTo("refund_window_over");
      assertThat(terminal.ended()).as("the terminal slept through it").isNotDone();
    }
  }

  private void putForward(Duration further) {
    var before = shop.api.get(CLOCK, shop.admin).body();
    Duration ahead = Duration.parse(before.path("offset").asText()).plus(further);
    assertThat(shop.api.put(CLOCK, shop.admin, Map.of("offset", ahead.toString())).status())
        .isEqualTo(200);
  }

  private static Map<String, Object> expiring(Map<String, Object> order) {
    var changed = new HashMap<>(order);
    changed.put("expires_in", Duration.ofDays(7).toSeconds());
    return changed;
  }

  private String placed(Map<String, Object> order) {
    // The terminal reaches order-service as an event; until then it is not known there.
    return shop.eventually(
            () -> shop.api.post("/core/v5/orders", shop.key, order, "order " + order.get("code")),
            200)
        .path("id")
        .asText();
  }

  private JsonNode online(String code, String operation) {
    var card =
        Map.of(
            "number", "4000000000000010",
            "holder_name", "ANA SOUZA",
            "exp_month", 12,
            "exp_year", 2035,
            "cvv", "123");
    var order =
        Map.of(
            "code", code,
            "customer", Map.of("name", "Ana Souza", "email", "ana@example.com"),
            "items",
                List.of(
                    Map.of("amount", 20_00, "description", "Camiseta", "quantity", 1, "code", "1")),
            "payments",
                List.of(
                    Map.of(
                        "payment_method",
                        "credit_card",
                        "credit_card",
                        Map.of("operation_type", operation, "card", card))));
    var answer = shop.api.post("/core/v5/orders", shop.key, order, "online " + code);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  private JsonNode order(JsonNode placed) {
    return shop.order(placed.path("id").asText());
  }

  private static String status(JsonNode order) {
    return order.path("charges").path(0).path("status").asText();
  }

  private JsonNode charge(JsonNode placed, String status) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> order(placed).path("charges").path(0),
            charge -> charge.path("status").asText().equals(status));
  }

  private Exchange.Answer giveBack(JsonNode placed, @Nullable Integer amount) {
    String charge = placed.path("charges").path(0).path("id").asText();
    return exchange.send(
        new Exchange.Request(
            "DELETE",
            "/core/v5/charges/" + charge,
            shop.key.authorization(),
            null,
            amount == null ? null : "{\"amount\":" + amount + "}"));
  }
}

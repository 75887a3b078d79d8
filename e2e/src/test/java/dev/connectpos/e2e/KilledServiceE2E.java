package dev.connectpos.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.emulator.TerminalObserver;
import dev.connectpos.emulator.TestCards;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code kill -9} of one service in the middle of sales. Every order ends paid exactly once, and
 * orders, acquirer and webhooks agree.
 *
 * <p>{@code -Dconnect.e2e.sales=200} sells more; the default keeps the build short.
 */
final class KilledServiceE2E {
  private static final int SALES = Integer.getInteger("connect.e2e.sales", 24);
  private static final int TERMINALS = 4;
  private static final long AMOUNT = 10_00;

  @ParameterizedTest
  @ValueSource(
      strings = {"order-service", "terminal-service", "acquirer-service", "notification-service"})
  void everyOrderIsPaidOnce(String victim) throws Exception {
    try (Shop shop = Shop.open("killing " + victim);
        ExecutorService tills = Executors.newFixedThreadPool(TERMINALS)) {
      var done = new AtomicInteger();
      var tillsRunning = new ArrayList<Future<List<String>>>();
      for (int till = 0; till < TERMINALS; till++) {
        String serial =
            "K" + victim.substring(0, 3).toUpperCase(java.util.Locale.ROOT) + "000" + till;
        shop.terminal(serial, TestCards.APPROVED, TerminalObserver.NONE);
        tillsRunning.add(tills.submit(till(shop, serial, done)));
      }
      await().atMost(Duration.ofSeconds(60)).until(() -> done.get() >= SALES / 3);
      TheSystem.replicas(victim).forEach(TheSystem.running()::kill);

      var orders = new ArrayList<String>();
      for (Future<List<String>> till : tillsRunning) {
        orders.addAll(till.get());
      }
      assertEachPaidOnce(shop, orders);
    }
  }

  private static Callable<List<String>> till(Shop shop, String serial, AtomicInteger done) {
    return () -> {
      var orders = new ArrayList<String>();
      for (int i = 0; i < SALES / TERMINALS; i++) {
        orders.add(shop.sold(serial + "-" + i, AMOUNT, serial));
        done.incrementAndGet();
      }
      return orders;
    };
  }

  private static void assertEachPaidOnce(Shop shop, List<String> orders) {
    assertThat(orders).hasSize(SALES).doesNotHaveDuplicates();
    Set<String> chargeIds = new HashSet<>();
    for (String id : orders) {
      JsonNode charges = shop.order(id).path("charges");
      assertThat(charges).as("charges of %s", id).hasSize(1);
      assertThat(charges.get(0).path("status").asText()).isEqualTo("paid");
      chargeIds.add(charges.get(0).path("id").asText());
      assertThat(captured(shop.payments(id))).as("captured payments of %s", id).isOne();
    }
    assertThat(chargeIds).hasSize(SALES);
    List<String> announced =
        shop.sink.ofType("charge.paid").stream()
            .map(event -> event.body().path("data").path("id").asText())
            .toList();
    assertThat(announced).containsExactlyInAnyOrderElementsOf(chargeIds);
    assertThat(shop.sink.forged()).isEmpty();
    await("nothing stays in between")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              JsonNode totals = shop.totals();
              assertThat(totals.path("ledger_sum_minor").asLong()).isZero();
              for (String between :
                  List.of("authorizing", "authorization_unknown", "authorized", "reversing")) {
                assertThat(totals.path("by_state").path(between).asInt()).as(between).isZero();
              }
            });
  }

  private static long captured(JsonNode payments) {
    long count = 0;
    JsonNode list = payments.isArray() ? payments : payments.path("data");
    for (JsonNode payment : list) {
      count += payment.path("state").asText().equals("captured") ? 1 : 0;
    }
    return count;
  }
}

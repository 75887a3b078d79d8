package dev.connectpos.e2e.interleaving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.e2e.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** The money invariants of the architecture, asked of every service once nothing moves any more. */
final class Books {
  private static final Duration SETTLED_WITHIN = Duration.ofMinutes(4);

  /** Longer than a terminal waits before it shows an order again or asks. */
  private static final Duration QUIET = Duration.ofSeconds(6);

  private static final List<String> IN_BETWEEN =
      List.of("authorizing", "authorization_unknown", "authorized", "reversing");
  private static final Set<String> MONEY_MOVED = Set.of("captured", "voided", "refunded");

  private final Shop shop;
  private final Set<String> orders;
  private final Set<String> placed;
  private final Map<String, List<String>> told;
  private final Map<String, String> stateByAttempt = new HashMap<>();

  Books(Shop shop, Play play) {
    this.shop = shop;
    this.orders = play.orders();
    this.placed = play.placed();
    this.told = play.witness().told();
  }

  /**
   * Waits until every payment and every cancellation has an end, and no terminal begins another.
   */
  static void awaitSettled(Shop shop, Play play) {
    var told = new AtomicInteger(-1);
    Awaitility.await("nothing stays in between")
        .during(QUIET)
        .atMost(SETTLED_WITHIN)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              int now = play.witness().results();
              assertThat(told.getAndSet(now)).as("results that were told").isEqualTo(now);
              JsonNode totals = shop.totals();
              for (String state : IN_BETWEEN) {
                assertThat(totals.path("by_state").path(state).asInt()).as(state).isZero();
              }
              for (String order : play.orders()) {
                JsonNode payments = shop.payments(order);
                for (JsonNode payment : payments) {
                  assertThat(payment.path("cancellations").findValuesAsText("status"))
                      .as("%s", payment)
                      .doesNotContain("asked");
                }
                if (play.placed().contains(order) || movedMoney(payments)) {
                  for (JsonNode charge : shop.order(order).path("charges")) {
                    assertThat(charge.path("pending_cancellation").asBoolean()).isFalse();
                  }
                }
              }
            });
  }

  /** PDVs hear of a standalone sale once it is captured (adr/0021). */
  private static boolean movedMoney(JsonNode payments) {
    return payments.findValuesAsText("state").stream().anyMatch(MONEY_MOVED::contains);
  }

  void check() {
    checkLedger();
    var paidCharges = new HashSet<String>();
    for (String order : orders) {
      checkOrder(order, paidCharges);
    }
    checkTerminals();
    checkWebhooks(paidCharges);
  }

  /** Invariant 2: what was captured less what went back is what the ledger holds. */
  private void checkLedger() {
    JsonNode totals = shop.totals();
    assertThat(totals.path("ledger_sum_minor").asLong()).as("%s", totals).isZero();
    assertThat(totals.path("disagreeing_affiliations").asLong()).as("%s", totals).isZero();
    assertThat(totals.path("posted_minor").asLong())
        .as("%s", totals)
        .isEqualTo(totals.path("captured_minor").asLong() - totals.path("refunded_minor").asLong());
  }

  /**
   * Invariants 1 and 3: each capture one charge, each charge one capture, and none above the order.
   */
  private void checkOrder(String id, Set<String> paidCharges) {
    JsonNode payments = shop.payments(id);
    var captured = new ArrayList<String>();
    long left = 0;
    for (JsonNode payment : payments) {
      String state = payment.path("state").asText();
      assertThat(stateByAttempt.put(payment.path("attempt_id").asText(), state))
          .as("one payment of an attempt: %s", payment)
          .isNull();
      if (MONEY_MOVED.contains(state)) {
        captured.add(payment.path("nsu").asText());
        left += payment.path("captured_minor").asLong() - payment.path("refunded_minor").asLong();
      }
    }
    if (!placed.contains(id) && !movedMoney(payments)) {
      assertThat(shop.api.get("/core/v5/orders/" + id, shop.key).status()).isEqualTo(404);
      return;
    }
    JsonNode order = shop.order(id);
    var charged = new ArrayList<String>();
    long kept = 0;
    for (JsonNode charge : order.path("charges")) {
      charged.add(charge.path("code").asText());
      paidCharges.add(charge.path("id").asText());
      kept += charge.path("paid_amount").asLong() - charge.path("canceled_amount").asLong();
    }
    assertThat(charged).as("charges of %s", order).containsExactlyInAnyOrderElementsOf(captured);
    assertThat(kept).as("money of %s", order).isEqualTo(left);
    assertThat(kept).as("paid of %s", order).isLessThanOrEqualTo(order.path("amount").asLong());
  }

  /** A terminal is never told of money that did not move, nor that it did not where it did. */
  private void checkTerminals() {
    told.forEach(
        (attempt, statuses) -> {
          String state = stateByAttempt.get(attempt);
          assertThat(state).as("%s was told %s", attempt, statuses).isNotNull();
          if (statuses.contains("captured")) {
            assertThat(MONEY_MOVED).as("%s was told %s", attempt, statuses).contains(state);
          }
          if (statuses.contains("declined")) {
            assertThat(state).as("%s was told %s", attempt, statuses).isEqualTo("declined");
          }
          if (statuses.contains("reversed")) {
            assertThat(state).as("%s was told %s", attempt, statuses).startsWith("reversed");
          }
        });
  }

  /** Each charge that was paid was announced by one event, and everything in the feed was sent. */
  private void checkWebhooks(Set<String> paidCharges) {
    Awaitility.await("every event of the feed reaches the receiver")
        .atMost(SETTLED_WITHIN)
        .untilAsserted(() -> assertThat(shop.sink.ids()).containsAll(feed()));
    var announced =
        shop.sink.ofType("charge.paid").stream()
            .map(event -> event.body().path("data").path("id").asText())
            .toList();
    assertThat(announced).containsExactlyInAnyOrderElementsOf(paidCharges);
    assertThat(shop.sink.forged()).isEmpty();
  }

  private Set<String> feed() {
    var ids = new HashSet<String>();
    String path = "/events?limit=100";
    boolean more = true;
    while (more) {
      String next = path;
      JsonNode page = shop.eventually(() -> shop.api.get(next, shop.key), 200);
      page.path("data").forEach(event -> ids.add(event.path("id").asText()));
      more = page.path("has_more").asBoolean();
      path = "/events?limit=100&after=" + page.path("next_cursor").asText();
    }
    return ids;
  }
}

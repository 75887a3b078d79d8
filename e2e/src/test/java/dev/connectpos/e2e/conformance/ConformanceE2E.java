package dev.connectpos.e2e.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.e2e.Exchange;
import dev.connectpos.e2e.Shop;
import dev.connectpos.emulator.TerminalObserver;
import dev.connectpos.emulator.TestCards;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every route of the PDV's API with every case of {@code conformance/rules.txt}. */
public final class ConformanceE2E {
  private static final int AT_ONCE = 20;
  private static final AtomicInteger KEYS = new AtomicInteger();

  private static Shop shop;
  private static Shop stranger;
  private static Exchange exchange;

  @BeforeAll
  static void open() throws Exception {
    shop = Shop.open("conformance");
    shop.keepOpen(10_000);
    shop.terminal(Stock.PAYING, TestCards.APPROVED, TerminalObserver.NONE);
    shop.terminal(Stock.DECIDING, TestCards.of("4111111111111111"), TerminalObserver.NONE);
    shop.idleTerminal(Stock.IDLE);
    stranger = Shop.open("stranger");
    exchange = new Exchange(URI.create(shop.value("PDV_URL")));
  }

  @AfterAll
  static void close() {
    exchange.close();
    shop.close();
    stranger.close();
  }

  @TestFactory
  Stream<DynamicTest> rules() {
    return Rule.all().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.toString(), () -> check(rule)));
  }

  /** A route that is added without rules is found by its absence here. */
  @Test
  void everyRouteHasItsRules() {
    var rules = Rule.all();
    var missing = new TreeSet<String>();
    for (String route : routes()) {
      var of = rules.stream().filter(rule -> rule.route().equals(route)).toList();
      // A token is of no use but once, and whoever asks again is given another. How terminals are
      // set up is put or deleted, and is so however often it is asked.
      boolean keyed =
          !route.equals("POST /core/v5/tokens")
              && !route.matches("(PUT|DELETE) /posconnect/v1/(terminals|settings).*");
      boolean writes = !route.startsWith("GET ") && keyed;
      if (of.stream().noneMatch(rule -> rule.caller().equals("wrong") && rule.status() == 401)) {
        missing.add(route + ": a wrong key");
      }
      if (of.stream().anyMatch(rule -> rule.name().equals("not offered"))) {
        continue; // Nothing that anybody could have, or do twice.
      }
      if (of.stream().noneMatch(rule -> rule.status() < 300)) {
        missing.add(route + ": one that succeeds");
      }
      if (route.contains("{") && !route.contains("/admin/")) {
        if (of.stream().noneMatch(rule -> rule.caller().equals("foreign"))) {
          missing.add(route + ": a foreign key");
        }
      }
      if (writes && of.stream().allMatch(rule -> rule.how().equals("once"))) {
        missing.add(route + ": a replay");
      }
    }
    assertThat(missing).isEmpty();
  }

  private static void check(Rule rule) throws Exception {
    var stock = new Stock(shop, exchange);
    String path = stock.fill(rule.path());
    String form = Body.of(rule.body());
    String body = form == null ? null : stock.fill(form);
    String key = rule.how().equals("once") ? null : "conformance-" + KEYS.incrementAndGet();
    var request =
        new Exchange.Request(rule.method(), path, authorization(rule.caller()), key, body);
    var answers = send(request, rule.how());
    for (Exchange.Answer answer : answers) {
      assertThat(answer.status()).as("%s", answer).isEqualTo(rule.status());
      if (rule.expectations().stream().noneMatch(Expectation::isEmpty)) {
        assertThat(answer.json().isObject()).as("a JSON object: %s", answer).isTrue();
      }
      for (Expectation expectation : rule.expectations()) {
        new Expectation(
                expectation.path(), expectation.operator(), stock.fill(expectation.operand()))
            .check(answer);
      }
    }
    if (!rule.how().equals("again")) {
      assertThat(answers.stream().map(Exchange.Answer::text).collect(Collectors.toSet()))
          .as("the same body each time")
          .hasSize(1);
    }
    if (!rule.how().equals("once") && rule.status() < 300) {
      assertThat(answers)
          .filteredOn(answer -> answer.header("Idempotency-Replayed").equals("true"))
          .hasSize(answers.size() - 1);
    }
  }

  private static List<Exchange.Answer> send(Exchange.Request request, String how) throws Exception {
    return switch (how) {
      case "once" -> List.of(exchange.send(request));
      case "replay", "again" -> List.of(exchange.send(request), exchange.send(request));
      case "parallel" -> atOnce(request);
      default -> throw new IllegalStateException("how is " + how);
    };
  }

  private static List<Exchange.Answer> atOnce(Exchange.Request request) throws Exception {
    var sent = new ArrayList<Future<Exchange.Answer>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < AT_ONCE; i++) {
        sent.add(threads.submit(() -> exchange.send(request)));
      }
    }
    var answers = new ArrayList<Exchange.Answer>();
    for (Future<Exchange.Answer> answer : sent) {
      answers.add(answer.get());
    }
    return answers;
  }

  private static @Nullable String authorization(String caller) {
    return switch (caller) {
      case "own" -> shop.key.authorization();
      case "foreign" -> stranger.key.authorization();
      case "wrong" -> "Basic c2tfdGVzdF9BQUFBQUFBQUFBQUFBQUFBOg==";
      case "operator" -> shop.admin.authorization();
      case "none" -> null;
      default -> throw new IllegalStateException("no caller " + caller);
    };
  }

  /** As order-service documents them. */
  private static List<String> routes() {
    var routes = new ArrayList<String>();
    for (Map.Entry<String, JsonNode> path : shop.document("order").path("paths").properties()) {
      if (path.getKey().startsWith("/orders/v1/")) {
        continue; // Operators', the same in every service; libs/operations has their tests.
      }
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        routes.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
      }
    }
    return routes;
  }
}

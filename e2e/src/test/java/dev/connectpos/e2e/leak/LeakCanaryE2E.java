package dev.connectpos.e2e.leak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectpos.e2e.Shop;
import dev.connectpos.e2e.Shop.TerminalChoice;
import dev.connectpos.e2e.TheSystem;
import dev.connectpos.e2e.leak.CardData.Leak;
import dev.connectpos.e2e.leak.Places.Findings;
import dev.connectpos.emulator.Card;
import dev.connectpos.emulator.EntryMode;
import dev.connectpos.emulator.SalesFilter;
import dev.connectpos.emulator.ShopperScript;
import dev.connectpos.emulator.Terminal;
import dev.connectpos.emulator.TerminalEvent;
import dev.connectpos.emulator.TestCards;
import dev.connectpos.local.home.ServiceName;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Cards, security codes and PINs go through the whole system by every way there is, and are found
 * nowhere afterwards. Then one is put into a log, a topic, the traces and each database, and found.
 *
 * <p>In this order: what is planted in a topic stays there.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class LeakCanaryE2E {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CODE = "739";
  private static final String PIN = "4839";
  private static final String PASSWORD = "73519264";
  private static final List<Card> CARDS =
      List.of(
          TestCards.APPROVED.withPin(PIN),
          TestCards.DECLINED.withPin(PIN),
          TestCards.ANSWERED_LATE.withPin(PIN),
          TestCards.NEVER_FOUND.withPin(PIN));

  private final CardData cardData =
      new CardData(CARDS.stream().map(Card::pan).toList(), List.of(CODE), List.of(PIN, PASSWORD));
  private final Places places =
      new Places(
          cardData, TheSystem.home(), TheSystem.ports().kafka(), TheSystem.ports().postgres());
  private final List<TerminalEvent> seen = new CopyOnWriteArrayList<>();
  private final List<String> answers = new CopyOnWriteArrayList<>();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Shop shop;

  @BeforeEach
  void open(TestInfo test) throws Exception {
    shop = Shop.open(test.getDisplayName());
  }

  @AfterEach
  void close() {
    http.shutdownNow(); // The stream never ends by itself.
    shop.close();
  }

  @Test
  @Order(1)
  void cardDataIsNowhere() throws Exception {
    var streamed = new StringBuilder();
    Thread stream = listen(streamed);
    places.copySealed();
    try {
      onTerminals();
      overTheApi();
      assertThat(places.learnSealed())
          .as("PIN blocks of terminals")
          .isGreaterThanOrEqualTo(CARDS.size());
    } finally {
      places.stopCopying();
    }
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(places.presentments()).as("sealed cards left").isZero());
    await("the traces of these payments")
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                TheSystem.traces().has("order-service", TRACE)
                    && TheSystem.traces().has("acquirer-service", TRACE));
    stream.interrupt();
    stream.join();

    assertClean("logs", places.logs(), 100);
    assertClean("topics", places.topics(), 50);
    assertClean("tables", places.tables(), 100);
    assertClean("traces", traces(), 2);
    assertClean("metrics", texts("metrics", metrics()), ServiceName.values().length);
    assertClean("webhooks", texts("webhook", shop.sink.bodies()), 5);
    assertClean("HTTP answers", texts("answer", answers), 14);
    assertClean("frames", texts("frame", received()), 20);
    assertThat(streamed.toString()).contains("charge.paid");
    assertClean("stream", texts("stream", List.of(streamed.toString())), 1);
  }

  @Test
  @Order(2)
  void aLeakIsFoundWhereverItIs() throws Exception {
    String card = TestCards.APPROVED.pan();
    Path log = TheSystem.home().logs().resolve("planted.log");
    byte[] block = HexFormat.of().parseHex("a1b2c3d4e5f60718293a4b5c6d7e8f90");
    cardData.learn("PIN block", block);
    try {
      for (String line :
          List.of("INFO paid by " + card, "DEBUG " + HexFormat.of().formatHex(block))) {
        Files.writeString(log, line);
        assertFound(places.logs(), "log planted.log");
      }
    } finally {
      Files.delete(log);
    }
    try {
      for (ServiceName service : ServiceName.values()) {
        places.execute(
            service,
            "CREATE TABLE planted_text AS SELECT 'x" + card + "'::text AS note",
            "CREATE TABLE planted_bytes AS SELECT convert_to('" + card + "', 'UTF8') AS note");
      }
      Findings tables = places.tables();
      for (ServiceName service : ServiceName.values()) {
        String planted = "table " + service.database() + ".public.planted_";
        assertFound(tables, planted + "text");
        assertFound(tables, planted + "bytes");
      }
    } finally {
      for (ServiceName service : ServiceName.values()) {
        places.execute(service, "DROP TABLE IF EXISTS planted_text, planted_bytes");
      }
    }
    Path trace = TheSystem.traces().folder().resolve("planted");
    try {
      Files.writeString(trace, "span: card " + card);
      assertFound(traces(), "trace planted");
    } finally {
      Files.delete(trace);
    }

    // Last: what is in the log of events stays there, and in none that a service reads.
    var settings =
        Map.<String, Object>of("bootstrap.servers", "127.0.0.1:" + TheSystem.ports().kafka());
    var bytes = new ByteArraySerializer();
    try (var producer = new KafkaProducer<>(settings, bytes, bytes)) {
      byte[] value = ("\u0000\u0000\u0000\u0000\u0001 " + card).getBytes(UTF_8);
      producer
          .send(new ProducerRecord<>("notification.events.v1.dlt", null, value))
          .get(30, TimeUnit.SECONDS);
    }
    assertFound(places.topics(), "topic notification.events.v1.dlt");
  }

  /** Chip with PIN, typed, declined, in doubt, never found, and a cancellation by the card. */
  private void onTerminals() throws Exception {
    Terminal chip = terminal("LEAK0001", ShopperScript.automatic(CARDS.getFirst()));
    shop.sink.down(true);
    String order = placed("LEAK-1", "LEAK0001");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> shop.sink.bodies().stream().anyMatch(body -> body.contains(order)));
    shop.sink.down(false);
    told("charge.paid", order);
    terminal("LEAK0002", ShopperScript.automatic(CARDS.getFirst()).withEntryMode(EntryMode.TYPED));
    sold("LEAK-2", "LEAK0002");
    terminal("LEAK0003", ShopperScript.automatic(CARDS.get(1)));
    String declined = placed("LEAK-3", "LEAK0003");
    told("order.payment_failed", declined);
    terminal("LEAK0004", ShopperScript.automatic(CARDS.get(2)));
    sold("LEAK-4", "LEAK0004");
    terminal("LEAK0005", ShopperScript.automatic(CARDS.get(3)));
    String inDoubt = placed("LEAK-5", "LEAK0005");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> shop.payments(inDoubt).findValuesAsText("state"),
            states -> states.stream().anyMatch(state -> state.startsWith("reversed")));
    call(
        "PUT",
        "/terminal/v1/accounts/" + shop.accountId + "/admin-password",
        bearer(),
        Map.of("password", PASSWORD));
    call("PATCH", "/core/v5/orders/" + order + "/closed", basic(), Map.of("status", "paid"));
    String nsu = shop.order(order).path("charges").get(0).path("code").asText();
    canceled(chip, order, nsu);
  }

  /** The list has to be on the screen before one of it is picked. */
  private void canceled(Terminal terminal, String order, String nsu) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () -> {
              terminal.unlock(PASSWORD);
              terminal.sales(SalesFilter.TODAY);
              terminal.cancel(nsu);
              terminal.presentCard();
              return shop.payments(order).toString().contains("voided");
            });
  }

  private void overTheApi() throws Exception {
    Map<String, Object> card = online(CARDS.getFirst());
    for (Card other : CARDS) {
      JsonNode placed =
          call("POST", "/core/v5/orders", basic(), order(Map.of("card", online(other))));
      assertThat(placed.path("id").asText()).as("%s", placed).startsWith("or_");
    }
    JsonNode customer =
        call(
            "POST",
            "/core/v5/customers",
            basic(),
            Map.of(
                "name",
                "Maria Souza",
                "email",
                "leak@example.com",
                "type",
                "individual",
                "document",
                "93095135270"));
    String id = customer.path("id").asText();
    JsonNode saved = call("POST", "/core/v5/customers/" + id + "/cards", basic(), card);
    assertThat(saved.path("id").asText()).as("%s", saved).startsWith("card_");
    call("POST", "/core/v5/orders", basic(), order(Map.of("card_id", saved.path("id").asText())));
    for (String path :
        List.of(
            "/core/v5/orders",
            "/core/v5/charges",
            "/core/v5/customers/" + id + "/cards",
            "/core/v5/hooks",
            "/events")) {
      call("GET", path, basic(), Map.of());
    }
    call("GET", "/acquirer/v1/payments?account_id=" + shop.accountId, bearer(), Map.of());
    // Refused: what is wrong is not repeated.
    var wrong = new HashMap<>(card);
    wrong.put("exp_month", 13);
    call("POST", "/core/v5/customers/" + id + "/cards", basic(), wrong);
  }

  private static Map<String, Object> online(Card card) {
    return Map.of(
        "number",
        card.pan(),
        "holder_name",
        "MARIA SOUZA",
        "exp_month",
        12,
        "exp_year",
        2035,
        "cvv",
        CODE);
  }

  private static Map<String, Object> order(Map<String, Object> card) {
    var credit = new HashMap<String, Object>(card);
    credit.put("installments", 1);
    return Map.of(
        "code", "LEAK-API",
        "customer", Map.of("name", "Maria Souza", "email", "maria@example.com"),
        "items",
            List.of(Map.of("amount", 1990, "description", "Entrega", "quantity", 1, "code", "1")),
        "payments", List.of(Map.of("payment_method", "credit_card", "credit_card", credit)));
  }

  private Terminal terminal(String serial, ShopperScript shopper) throws InterruptedException {
    Terminal terminal = shop.terminal(serial, TerminalChoice.DIRECT, shopper.card(), seen::add);
    terminal.shopper(shopper);
    return terminal;
  }

  /** The terminal may not be known there yet. */
  private String placed(String code, String serial) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () ->
                call("POST", "/core/v5/orders", basic(), Shop.direct(code, 19_90, serial))
                    .path("id")
                    .asText(),
            id -> !id.isEmpty());
  }

  private void sold(String code, String serial) throws Exception {
    told("charge.paid", placed(code, serial));
  }

  private void told(String type, String order) throws Exception {
    try {
      shop.sink.next(type, order).get(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(
          "no " + type + " of " + shop.order(order) + " after " + String.join("\n", received()), e);
    }
  }

  private String bearer() {
    return shop.admin.authorization();
  }

  private String basic() {
    return shop.key.authorization();
  }

  private JsonNode call(String method, String path, String caller, Map<String, ?> body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(shop.value("PDV_URL") + path))
            .header("Authorization", caller)
            .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(40))
            .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    answers.add(answer.headers().map() + " " + answer.body());
    assertThat(answer.statusCode()).as("%s %s: %s", method, path, answer.body()).isLessThan(500);
    return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
  }

  private Thread listen(StringBuilder streamed) {
    var request =
        HttpRequest.newBuilder(URI.create(shop.value("PDV_URL") + "/events/stream"))
            .header("Authorization", basic())
            .header("Accept", "text/event-stream")
            .build();
    return Thread.ofVirtual()
        .start(
            () -> {
              try (InputStream in = http.send(request, BodyHandlers.ofInputStream()).body()) {
                var buffer = new byte[8192];
                for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                  streamed.append(new String(buffer, 0, read, UTF_8));
                }
              } catch (IOException _) {
                // The stream ends with the test.
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private List<String> metrics() throws IOException, InterruptedException {
    var texts = new ArrayList<String>();
    for (ServiceName service : ServiceName.values()) {
      for (int i = 1; i <= TheSystem.replicas(service.partName()).size(); i++) {
        int port = TheSystem.ports().service(service, i);
        var address = URI.create("http://127.0.0.1:" + port + "/q/metrics");
        var answer = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        assertThat(answer.body()).as("metrics of %s", service).contains("jvm_memory_used_bytes");
        texts.add(answer.body());
      }
    }
    return texts;
  }

  private Findings traces() throws IOException {
    var leaks = new ArrayList<Leak>();
    long count = 0;
    try (var files = Files.list(TheSystem.traces().folder())) {
      for (Path file : files.toList()) {
        count++;
        leaks.addAll(cardData.in("trace " + file.getFileName(), Files.readAllBytes(file)));
      }
    }
    return new Findings(count, leaks);
  }

  /** What the server said; what a terminal sends is a card, sealed. */
  private List<String> received() {
    return seen.stream()
        .filter(event -> !(event instanceof TerminalEvent.FrameSent))
        .map(TerminalEvent::toString)
        .toList();
  }

  private Findings texts(String place, List<String> texts) {
    return new Findings(
        texts.size(),
        texts.stream().flatMap(text -> cardData.in(place, text.getBytes(UTF_8)).stream()).toList());
  }

  private static void assertFound(Findings findings, String place) {
    assertThat(findings.leaks()).extracting(Leak::place).contains(place);
  }

  /**
   * @param least how much there has to be, or the search looked at the wrong place
   */
  private static void assertClean(String what, Findings search, long least) {
    assertThat(search.pieces()).as(what).isGreaterThanOrEqualTo(least);
    assertThat(search.leaks()).as(what).isEmpty();
  }
}

package dev.connectpos.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} of notification-service in the middle of many deliveries: each arrives at least
 * once under its stable id, and few arrive twice. Not part of the build, since what the killed one
 * had leased waits for its lease; docs/performance.md has the command.
 */
final class KilledDeliveriesBenchmark {
  private static final int DELIVERIES = Integer.getInteger("connect.e2e.deliveries", 10_000);

  /** As many as an account may have, less the one that a shop has for itself. */
  private static final int ENDPOINTS = 15;

  /** Of an order that is placed and canceled: created, closed and canceled. */
  private static final int TOLD = 3;

  private static final int ORDERS = Math.ceilDiv(DELIVERIES, ENDPOINTS * TOLD);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How often each came, by endpoint and webhook-id. */
  private final Map<String, AtomicInteger> received = new ConcurrentHashMap<>();

  private final AtomicReference<String> wrongId = new AtomicReference<>("");
  private HttpServer server;

  @BeforeEach
  void begin() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::receive);
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  @Test
  void everyDeliveryArrivesAndFewerThanOneInAHundredTwice() throws Exception {
    try (Shop shop = Shop.open("killing deliveries")) {
      String serial = "KDELIV0001";
      var _ = shop.idleTerminal(serial);
      for (int i = 0; i < ENDPOINTS; i++) {
        var endpoint = Map.of("url", url(i));
        String nonce = "endpoint " + i;
        shop.eventually(
            () -> shop.api.post("/core/v5/hooks/endpoints", shop.key, endpoint, nonce), 201);
      }
      Thread killer =
          Thread.startVirtualThread(
              () -> {
                await()
                    .atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> received.size() >= ORDERS * ENDPOINTS * TOLD / 3);
                TheSystem.running().kill("notification-service");
              });
      for (int i = 0; i < ORDERS; i++) {
        canceled(shop, "D" + i, serial);
      }
      killer.join();
      await()
          .atMost(Duration.ofMinutes(4))
          .untilAsserted(() -> assertThat(received).hasSize(ORDERS * ENDPOINTS * TOLD));

      int all = received.values().stream().mapToInt(AtomicInteger::get).sum();
      int twice = all - received.size();
      assertThat(wrongId).hasValue("");
      System.getLogger(KilledDeliveriesBenchmark.class.getName())
          .log(
              System.Logger.Level.INFO,
              String.format(
                  Locale.ROOT,
                  "%,d deliveries, %d duplicates, %.2f %%",
                  received.size(),
                  twice,
                  100.0 * twice / received.size()));
      assertThat(twice * 100).isLessThan(received.size());
    }
  }

  private static void canceled(Shop shop, String code, String serial) {
    String order = shop.placed(code, 10_00, serial);
    shop.eventually(
        () ->
            shop.api.patch(
                "/core/v5/orders/" + order + "/closed",
                shop.key,
                Map.of("status", "canceled"),
                "close " + order),
        200);
  }

  private String url(int endpoint) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + endpoint;
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = JSON.readTree(exchange.getRequestBody());
      String id = exchange.getRequestHeaders().getFirst("webhook-id");
      if (!body.path("id").asText().equals(id)) {
        wrongId.set(id);
      }
      if (List.of("order.created", "order.closed", "order.canceled")
          .contains(body.path("type").asText())) {
        String key = exchange.getRequestURI().getPath() + " " + id;
        received.computeIfAbsent(key, _ -> new AtomicInteger()).incrementAndGet();
      }
      exchange.sendResponseHeaders(204, -1);
    }
  }
}

package dev.connectpos.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * acquirer-service's route for cards. What it answers is told by the card: a number that ends in 01
 * is not taken, one that ends in 02 breaks it, ids and tokens with {@code missing} are unknown. A
 * token is good for one payment. One with {@code slow} is answered first when it came twice; one
 * with {@code used} is used by its first call when it comes again, and that is told when {@code
 * /told/token_…} is called. Under {@code /payments/acc_…} it says what it was presented for an
 * account.
 */
public final class FakeAcquirer implements QuarkusTestResourceLifecycleManager {
  private final Map<String, List<String>> payments = new ConcurrentHashMap<>();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
  private @Nullable HttpServer server;

  @Override
  public Map<String, String> start() {
    var started = created();
    started.createContext("/internal/v1/online-presentments", this::present);
    started.createContext("/payments/", this::tell);
    started.createContext("/told/", this::open);
    // Where JSON is read, classes are looked for by those of this thread.
    var loader = Thread.currentThread().getContextClassLoader();
    started.setExecutor(
        Executors.newThreadPerTaskExecutor(
            task -> {
              var thread = Thread.ofVirtual().unstarted(task);
              thread.setContextClassLoader(loader);
              return thread;
            }));
    started.start();
    server = started;
    return Map.of("connect.acquirer.url", "http://127.0.0.1:" + started.getAddress().getPort());
  }

  private static HttpServer created() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private void tell(HttpExchange call) throws IOException {
    var account = call.getRequestURI().getPath().substring("/payments/".length());
    answer(call, 200, String.join(",", payments.getOrDefault(account, List.of())));
  }

  private void present(HttpExchange call) throws IOException {
    var asked = new JsonObject(new String(call.getRequestBody().readAllBytes(), UTF_8));
    var token = call.getRequestHeaders().getFirst("Authorization");
    var card = asked.getJsonObject("card", new JsonObject());
    var number = card.getString("number", "4000000000");
    var id = asked.getString("card_id");
    if (!"Bearer test-internal-token".equals(token)) {
      answer(call, 401, "{}");
    } else if (number.endsWith("01")) {
      answer(call, 422, "{\"code\":\"invalid_card\",\"field\":\"card.number\"}");
    } else if (number.endsWith("02")) {
      answer(call, 500, new JsonObject().put("detail", number).encode());
    } else if (id != null && id.contains("missing")) {
      answer(call, 404, "{\"code\":\"card_not_found\"}");
    } else if (asked.getString("card_token", "").contains("missing")) {
      answer(call, 404, "{\"code\":\"token_not_found\"}");
    } else if (!takes(asked.getString("card_token", ""), asked.getString("payment_id"))) {
      answer(call, 404, "{\"code\":\"token_not_found\"}");
    } else {
      var payment = asked.getString("payment_id");
      payments
          .computeIfAbsent(asked.getString("account_id"), _ -> new CopyOnWriteArrayList<>())
          .add(payment);
      answer(call, 201, presented(payment, number, id));
    }
  }

  private boolean takes(String token, String payment) {
    if (token.isEmpty()) {
      return true;
    }
    var before = tokens.putIfAbsent(token, payment);
    var second = gate("second " + token);
    if (before != null) {
      second.countDown();
    }
    if (before == null && (token.contains("slow") || token.contains("used"))) {
      await(second);
    }
    if (before != null && token.contains("used")) {
      await(gate("told " + token));
      return false;
    }
    return before == null || before.equals(payment);
  }

  private void open(HttpExchange call) throws IOException {
    gate("told " + call.getRequestURI().getPath().substring("/told/".length())).countDown();
    answer(call, 200, "{}");
  }

  private CountDownLatch gate(String name) {
    return gates.computeIfAbsent(name, _ -> new CountDownLatch(1));
  }

  private static void await(CountDownLatch gate) {
    try {
      if (!gate.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody came");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String presented(String payment, String number, String id) {
    var card =
        new JsonObject()
            .put("brand", "Visa")
            .put("first_six_digits", number.substring(0, 6))
            .put("last_four_digits", number.substring(number.length() - 4))
            .put("holder_name", "ANA B")
            .put("exp_month", 12)
            .put("exp_year", 2030);
    if (id != null) {
      card.put("id", id);
    }
    return new JsonObject()
        .put("reference", "ref_" + payment)
        .put("expires_at", "2026-11-23T14:04:00Z")
        .put("card", card)
        .encode();
  }

  private static void answer(HttpExchange call, int status, String body) throws IOException {
    var bytes = body.getBytes(UTF_8);
    call.getResponseHeaders().add("Content-Type", "application/json");
    call.sendResponseHeaders(status, bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }
}

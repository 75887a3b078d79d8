package dev.connectpos.terminal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The acquirer's side of a presentment. What it answers follows from the card data, so that tests
 * that run side by side do not disturb each other: {@link Cards}.
 */
public final class StubAcquirer implements QuarkusTestResourceLifecycleManager {
  private @Nullable HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/internal/v1/presentments", StubAcquirer::answer);
    server.createContext("/internal/v1/payments/", StubAcquirer::match);
    server.start();
    return Map.of("connect.acquirer.url", "http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What a card match comes to follows from the card data as well. */
  private static void match(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    if (body.contains(Cards.UNREACHABLE)) {
      exchange.close();
      return;
    }
    int status = 200;
    if (!"Bearer test-internal-token".equals(token)) {
      status = 401;
    } else if (body.contains(Cards.REJECTED)) {
      status = 422;
    } else if (!exchange
            .getRequestURI()
            .getPath()
            .matches("/internal/v1/payments/pay_\\w+/card-match")
        || !body.contains("\"cancel_id\":\"EMU-")
        || !body.contains("\"card\":{\"ksn\"")) {
      status = 404;
    }
    send(exchange, status, "{\"matches\":" + !body.contains(Cards.OTHER) + "}");
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    int status;
    if (!"Bearer test-internal-token".equals(token)) {
      status = 401;
    } else if (body.contains(Cards.UNREACHABLE)) {
      exchange.close(); // The line breaks before an answer.
      return;
    } else if (body.contains(Cards.REJECTED)) {
      status = 422;
    } else {
      status = 201;
    }
    send(exchange, status, "{\"reference\":\"pres_1\",\"expires_at\":\"2030-01-01T00:00:00Z\"}");
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] answer = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, answer.length);
    try (var out = exchange.getResponseBody()) {
      out.write(answer);
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
  }
}

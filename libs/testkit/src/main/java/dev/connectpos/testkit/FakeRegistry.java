package dev.connectpos.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.connectpos.schemas.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The two calls of the schema registry that a service makes, answered for the schemas of this
 * build. The real registry is part of the end-to-end tests.
 */
final class FakeRegistry {
  private static final List<Topic> TOPICS = List.of(Topic.values());

  private FakeRegistry() {}

  /** Starts it and answers its base address. */
  static String start() {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/subjects/", FakeRegistry::answerId);
    server.createContext("/schemas/ids/", FakeRegistry::answerSchema);
    server.start();
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static void answerId(HttpExchange exchange) throws IOException {
    String subject = last(exchange);
    for (int id = 1; id <= TOPICS.size(); id++) {
      if (TOPICS.get(id - 1).subject().equals(subject)) {
        answer(exchange, 200, "{\"id\":" + id + "}");
        return;
      }
    }
    answer(exchange, 404, "{\"error_code\":40401,\"message\":\"Subject not found\"}");
  }

  private static void answerSchema(HttpExchange exchange) throws IOException {
    int index = Integer.parseInt(last(exchange)) - 1;
    if (index < 0 || index >= TOPICS.size()) {
      answer(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
      return;
    }
    String schema = TOPICS.get(index).schema().toString();
    String quoted = schema.replace("\\", "\\\\").replace("\"", "\\\"");
    answer(exchange, 200, "{\"schema\":\"" + quoted + "\"}");
  }

  private static String last(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}

package dev.connectpos.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A PDV's webhook receiver: verifies every signature with the official library and counts. */
public final class WebhookSink implements AutoCloseable {

  /**
   * One event, however often it was delivered.
   *
   * @param id the envelope's id, equal to the webhook-id header
   */
  public record Event(String id, String type, JsonNode body) {
    /** The order it is about. */
    String orderId() {
      JsonNode data = body.path("data");
      return data.path("order").path("id").asText(data.path("id").asText());
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  final String secret =
      "whsec_"
          + Base64.getEncoder()
              .encodeToString("an e2e secret of 32 bytes length".getBytes(StandardCharsets.UTF_8));

  private final Webhook webhook;
  private final Map<String, Event> events = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Event>> awaited = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> forged = new ConcurrentLinkedQueue<>();
  private final AtomicInteger deliveries = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> bodies = new ConcurrentLinkedQueue<>();
  private final HttpServer server;
  private volatile boolean isDown;

  WebhookSink() throws IOException, EmptyWebhookSecretException {
    webhook = new Webhook(secret);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::receive);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks");
  }

  /** Has it answer 503 to everything, and repeat what it was sent, as a till's server may. */
  public void down(boolean down) {
    isDown = down;
  }

  /** Every body that came, whatever became of it. */
  public List<String> bodies() {
    return List.copyOf(bodies);
  }

  /** Completes when an event of the type about the order has arrived, now or earlier. */
  public CompletableFuture<Event> next(String type, String orderId) {
    return awaited.computeIfAbsent(type + " " + orderId, key -> new CompletableFuture<>());
  }

  /** Distinct events of a type. */
  public List<Event> ofType(String type) {
    return events.values().stream().filter(event -> event.type.equals(type)).toList();
  }

  /** The ids of all events. */
  public Set<String> ids() {
    return Set.copyOf(events.keySet());
  }

  int deliveries() {
    return deliveries.get();
  }

  int distinct() {
    return events.size();
  }

  /** Deliveries whose signature did not verify. */
  public List<String> forged() {
    return List.copyOf(forged);
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    bodies.add(body);
    try {
      if (isDown) {
        byte[] answer = ("cannot take " + body).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(503, answer.length);
        exchange.getResponseBody().write(answer);
        return;
      }
      webhook.verify(body, HttpHeaders.of(exchange.getRequestHeaders(), (a, b) -> true));
      accept(JSON.readTree(body));
      exchange.sendResponseHeaders(204, -1);
    } catch (WebhookVerificationException e) {
      forged.add(e.getMessage() + ": " + body);
      exchange.sendResponseHeaders(400, -1);
    } finally {
      exchange.close();
    }
  }

  private void accept(JsonNode body) {
    var event = new Event(body.path("id").asText(), body.path("type").asText(), body);
    deliveries.incrementAndGet();
    events.putIfAbsent(event.id, event);
    next(event.type, event.orderId()).complete(event);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

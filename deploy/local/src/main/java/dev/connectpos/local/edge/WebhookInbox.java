package dev.connectpos.local.edge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a PDV's webhook endpoint looks like: accepts deliveries, verifies their signature with the
 * library of Standard Webhooks, and shows the last thousand at {@code GET /inbox?after=N}.
 */
public final class WebhookInbox {
  private static final int KEPT = 1_000;
  private static final long LARGEST_BODY = 1L << 20;

  private record Delivery(
      long number, Instant receivedAt, String path, MultiMap headers, String body, String proof) {}

  private final Vertx vertx;
  private final Webhook verifier;
  private final Clock clock;
  private final ArrayDeque<Delivery> deliveries = new ArrayDeque<>();
  private long received;

  /**
   * @param secret of the endpoint, {@code whsec_…}
   */
  public WebhookInbox(Vertx vertx, String secret, Clock clock) {
    this.vertx = vertx;
    this.verifier = verifier(secret);
    this.clock = clock;
  }

  private static Webhook verifier(String secret) {
    try {
      return new Webhook(secret);
    } catch (EmptyWebhookSecretException e) {
      throw new IllegalArgumentException("a webhook secret must not be empty", e);
    }
  }

  /** Listens on a loopback port; completes when deliveries are accepted. */
  public Future<HttpServer> listen(int port) {
    var options =
        new HttpServerOptions().setHost("127.0.0.1").setPort(port).setHttp2ClearTextEnabled(false);
    return vertx.createHttpServer(options).requestHandler(this::handle).listen();
  }

  /** Says at the port where an inbox was that it is gone, for good. */
  public static Future<HttpServer> gone(Vertx vertx, int port) {
    return vertx
        .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
        .requestHandler(request -> request.response().setStatusCode(410).end())
        .listen();
  }

  private void handle(HttpServerRequest request) {
    if (HttpMethod.POST.equals(request.method())) {
      Instant receivedAt = clock.instant();
      request
          .body()
          .onSuccess(body -> receive(request, body, receivedAt))
          .onFailure(_ -> request.response().setStatusCode(400).end());
    } else if (HttpMethod.GET.equals(request.method()) && "/inbox".equals(request.path())) {
      list(request);
    } else {
      request.response().setStatusCode(404).end();
    }
  }

  private void receive(HttpServerRequest request, Buffer body, Instant receivedAt) {
    if (body.length() > LARGEST_BODY) {
      request.response().setStatusCode(413).end();
      return;
    }
    String text = body.toString(StandardCharsets.UTF_8);
    String proof = proof(text, request.headers());
    synchronized (deliveries) {
      deliveries.addLast(
          new Delivery(
              ++received,
              receivedAt,
              Optional.ofNullable(request.path()).orElse("/"),
              request.headers(),
              text,
              proof));
      if (deliveries.size() > KEPT) {
        deliveries.removeFirst();
      }
    }
    // A PDV accepts only what is signed by the one it knows.
    request.response().setStatusCode(proof.equals("valid") ? 204 : 401).end();
  }

  /** {@code valid}, or why it is not. */
  private String proof(String body, MultiMap headers) {
    var map = new LinkedHashMap<String, List<String>>();
    headers.names().forEach(name -> map.put(name, headers.getAll(name)));
    try {
      verifier.verify(body, HttpHeaders.of(map, (_, _) -> true));
      return "valid";
    } catch (WebhookVerificationException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void list(HttpServerRequest request) {
    long after = number(request.getParam("after", "0"));
    var list = JsonNodeFactory.instance.arrayNode();
    synchronized (deliveries) {
      deliveries.stream()
          .filter(delivery -> delivery.number > after)
          .map(WebhookInbox::json)
          .forEach(list::add);
    }
    request
        .response()
        .putHeader("Content-Type", "application/json")
        .end(list.toPrettyString() + "\n");
  }

  private static long number(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }

  private static ObjectNode json(Delivery delivery) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("number", delivery.number);
    node.put("received_at", delivery.receivedAt.toString());
    node.put("path", delivery.path);
    node.put("signature", delivery.proof);
    ObjectNode headers = node.putObject("headers");
    for (Map.Entry<String, String> header : delivery.headers) {
      headers.put(header.getKey(), header.getValue());
    }
    node.put("body", delivery.body);
    return node;
  }
}

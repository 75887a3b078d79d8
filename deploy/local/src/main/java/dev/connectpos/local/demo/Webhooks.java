package dev.connectpos.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectpos.local.home.Failure;
import dev.connectpos.local.seed.Api;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** The demo PDV's inbox, read by the demo. */
final class Webhooks {
  private static final long POLL_NANOS = 10_000_000L;

  private final Api inbox;
  private final ObjectMapper json = new ObjectMapper();

  Webhooks(URI inbox) {
    this.inbox = new Api(inbox);
  }

  /**
   * A delivery.
   *
   * @param signature {@code valid}, or why not
   */
  record Received(Instant at, String signature, String id, JsonNode body) {}

  /** The number of the newest delivery, to wait for what comes after. */
  long mark() {
    JsonNode all = deliveries(0);
    return all.isEmpty() ? 0 : all.get(all.size() - 1).path("number").asLong();
  }

  /**
   * Waits for a delivery of a type that concerns an order.
   *
   * @throws Failure if it does not come in time
   */
  Received await(String type, String orderId, long mark, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < deadline) {
      for (JsonNode delivery : deliveries(mark)) {
        JsonNode body = parse(delivery.path("body").asText());
        if (body.path("type").asText().equals(type) && body.toString().contains(orderId)) {
          return new Received(
              Instant.parse(delivery.path("received_at").asText()),
              delivery.path("signature").asText(),
              delivery.path("headers").path("webhook-id").asText(),
              body);
        }
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    throw new Failure(
        "no webhook " + type + " for " + orderId + " within " + limit.toSeconds() + " s");
  }

  private JsonNode deliveries(long after) {
    return inbox.get("/inbox?after=" + after, new Api.Caller("none")).body();
  }

  private JsonNode parse(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      return json.missingNode();
    }
  }
}

package dev.connectpos.notification.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectpos.notification.application.DeliveryHistory.Item;
import dev.connectpos.notification.domain.DeliveryState;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery in the incumbent's shape, where the type is called {@code event}. Ours beside it:
 * {@code delivery_id}, since one notification may go to several endpoints.
 *
 * @param id the notification's, equal to the {@code webhook-id} that the receiver saw
 * @param status {@code pending} while an attempt is to come, then {@code sent} or {@code failed}
 * @param attempts spent of possible, for example {@code 1/14}
 * @param data the order or charge as it was sent
 */
record HookBody(
    String id,
    @JsonProperty("delivery_id") String deliveryId,
    String url,
    String event,
    String status,
    String attempts,
    @JsonProperty("last_attempt") @Nullable String lastAttempt,
    @JsonProperty("created_at") String createdAt,
    @JsonProperty("response_status") @Nullable Integer responseStatus,
    JsonNode account,
    JsonNode data) {

  static HookBody of(Item item, int maxAttempts, ObjectMapper json) {
    JsonNode sent = tree(item, json);
    return new HookBody(
        item.hook().value(),
        item.delivery().value(),
        item.url(),
        sent.path("type").textValue(),
        status(item.state()),
        item.state().attempts().spent() + "/" + maxAttempts,
        item.lastAttempt().map(Instant::toString).orElse(null),
        item.createdAt().toString(),
        item.responseStatus().orElse(null),
        sent.path("account"),
        sent.path("data"));
  }

  private static String status(DeliveryState state) {
    return switch (state) {
      case DeliveryState.Scheduled _, DeliveryState.Attempting _ -> "pending";
      case DeliveryState.Delivered _ -> "sent";
      case DeliveryState.Exhausted _, DeliveryState.Discarded _ -> "failed";
    };
  }

  private static JsonNode tree(Item item, ObjectMapper json) {
    try {
      return json.readTree(item.body());
    } catch (IOException e) {
      throw new IllegalStateException("the body of " + item.hook() + " is not JSON", e);
    }
  }
}

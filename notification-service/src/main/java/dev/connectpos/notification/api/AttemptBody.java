package dev.connectpos.notification.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.connectpos.notification.application.DeliveryHistory.Try;
import org.jspecify.annotations.Nullable;

/**
 * An attempt of a delivery. What the receiver answered beyond its status stays in our log: an
 * endpoint must not be a way to read what answers at its address.
 */
record AttemptBody(
    int number,
    @JsonProperty("attempted_at") String attemptedAt,
    @JsonProperty("latency_ms") int latencyMs,
    @JsonProperty("response_status") @Nullable Integer responseStatus,
    @Nullable String error) {

  static AttemptBody of(Try attempt) {
    return new AttemptBody(
        attempt.number(),
        attempt.at().toString(),
        attempt.latencyMs(),
        attempt.responseStatus().orElse(null),
        attempt.error().orElse(null));
  }
}

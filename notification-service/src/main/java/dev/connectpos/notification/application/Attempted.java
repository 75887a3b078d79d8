package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.Answer;
import java.time.Duration;
import java.time.Instant;

/**
 * What came of a request.
 *
 * @param at when it began
 * @param excerpt the beginning of the response's body, at most 1 KiB, safe to store as text
 */
public record Attempted(Answer answer, Instant at, Duration latency, String excerpt) {

  Instant endedAt() {
    return at.plus(latency);
  }
}

package dev.connectpos.notification.domain;

import java.time.Duration;
import java.util.Optional;

/** What came of one request to an endpoint. Only a 2xx counts as delivered. */
public sealed interface Answer {

  /** The receiver took it. */
  record Accepted(int status) implements Answer {}

  /**
   * The receiver answered anything else, a redirect included.
   *
   * @param retryAfter how long it asks us to wait, if it does
   */
  record Refused(int status, Optional<Duration> retryAfter) implements Answer {}

  /** The receiver answered 410: it wants nothing any more, of this or any other notification. */
  record Gone() implements Answer {}

  /**
   * No answer: no connection, a broken one, or none in time. Whether the receiver got it is
   * unknown, which is why receivers must drop what they know by its webhook-id.
   *
   * @param error short and safe to show to the endpoint's owner
   */
  record Unanswered(String error) implements Answer {}

  /**
   * No request was made, and that is our own fault: no secret to sign with, say. The receiver has
   * no part in it, so it costs none of the delivery's attempts.
   *
   * @param error short and safe to show to the endpoint's owner
   */
  record NotSent(String error) implements Answer {}

  /** The failure in words, or nothing if it was none. */
  default Optional<String> failure() {
    return switch (this) {
      case Accepted _ -> Optional.empty();
      case Refused refused -> Optional.of("HTTP " + refused.status());
      case Gone _ -> Optional.of("HTTP 410, endpoint disabled");
      case Unanswered unanswered -> Optional.of(unanswered.error());
      case NotSent notSent -> Optional.of(notSent.error());
    };
  }

  /** The HTTP status, or nothing if there was no answer. */
  default Optional<Integer> responseStatus() {
    return switch (this) {
      case Accepted accepted -> Optional.of(accepted.status());
      case Refused refused -> Optional.of(refused.status());
      case Gone _ -> Optional.of(410);
      case Unanswered _, NotSent _ -> Optional.empty();
    };
  }
}

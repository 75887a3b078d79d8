package dev.connectpos.notification.domain;

import java.time.Instant;

/** What may be asked of a delivery. */
public sealed interface DeliveryCommand {

  /**
   * Take the delivery, to try it now, or to put it off if its last worker never said what came of
   * it.
   *
   * @param leaseUntil after this instant another worker may take it
   * @param jitterPermille for the wait that may follow, see {@link RetrySchedule}
   */
  record BeginAttempt(Instant at, Instant leaseUntil, int jitterPermille)
      implements DeliveryCommand {}

  /**
   * What came of an attempt.
   *
   * @param attempt which one, from 1; a slow worker may be late with an older one
   * @param jitterPermille for the wait that may follow, see {@link RetrySchedule}
   */
  record ConcludeAttempt(int attempt, Answer answer, Instant at, int jitterPermille)
      implements DeliveryCommand {}

  /**
   * Begin the schedule anew, whatever came of it: the owner wants it once more.
   *
   * @param endpointActive whether its endpoint wants anything
   */
  record Replay(Instant at, boolean endpointActive) implements DeliveryCommand {}

  /** Give up: its endpoint wants nothing any more. */
  record Discard(Instant at, String reason) implements DeliveryCommand {}
}

package dev.connectpos.notification.domain;

import dev.connectpos.notification.domain.DeliveryCommand.BeginAttempt;
import dev.connectpos.notification.domain.DeliveryCommand.ConcludeAttempt;
import dev.connectpos.notification.domain.DeliveryCommand.Discard;
import dev.connectpos.notification.domain.DeliveryCommand.Replay;
import dev.connectpos.notification.domain.DeliveryDecision.Accepted;
import dev.connectpos.notification.domain.DeliveryDecision.AlreadyDone;
import dev.connectpos.notification.domain.DeliveryDecision.Rejected;
import dev.connectpos.notification.domain.DeliveryEvent.WebhookDelivered;
import dev.connectpos.notification.domain.DeliveryEvent.WebhookExhausted;
import dev.connectpos.notification.domain.DeliveryState.Attempting;
import dev.connectpos.notification.domain.DeliveryState.Delivered;
import dev.connectpos.notification.domain.DeliveryState.Discarded;
import dev.connectpos.notification.domain.DeliveryState.Exhausted;
import dev.connectpos.notification.domain.DeliveryState.Scheduled;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Every decision about a delivery (N1, N4). Pure.
 *
 * <p>A receiver's yes is never thrown away while the delivery lives: it counts even when it comes
 * from an attempt whose lease has run out. A no counts only for the attempt under way.
 */
public final class DeliveryMachine {
  private static final String LEASE_LOST = "no outcome: the sender stopped during the last attempt";

  private final RetrySchedule schedule;

  public DeliveryMachine(RetrySchedule schedule) {
    this.schedule = schedule;
  }

  /** The most attempts a delivery gets. */
  public int maxAttempts() {
    return schedule.maxAttempts();
  }

  private record Asked(DeliveryState state, DeliveryCommand command) {}

  /** What a command does to a delivery in this state. */
  public DeliveryDecision decide(DeliveryState state, DeliveryCommand command) {
    return switch (new Asked(state, command)) {
      case Asked(Scheduled s, BeginAttempt c) -> begin(s, c);
      case Asked(Scheduled s, ConcludeAttempt c) -> concludeLate(s, c);
      case Asked(Scheduled s, Replay c) -> replay(s, c);
      case Asked(Scheduled s, Discard c) -> discard(s, c);
      case Asked(Attempting s, BeginAttempt c) -> takeOver(s, c);
      case Asked(Attempting s, ConcludeAttempt c) -> conclude(s, c);
      case Asked(Attempting s, Replay c) -> replayUnderWay(s, c);
      case Asked(Attempting s, Discard c) -> isLive(s, c.at()) ? inFlight() : discard(s, c);
      case Asked(Delivered _, BeginAttempt _) -> ended();
      case Asked(Delivered s, ConcludeAttempt c) ->
          c.answer() instanceof Answer.Accepted ? new AlreadyDone(s) : ended();
      case Asked(Delivered s, Replay c) -> replay(s, c);
      case Asked(Delivered _, Discard _) -> ended();
      case Asked(Exhausted _, BeginAttempt _) -> ended();
      case Asked(Exhausted s, ConcludeAttempt c) -> concludeEnded(s, c);
      case Asked(Exhausted s, Replay c) -> replay(s, c);
      case Asked(Exhausted _, Discard _) -> ended();
      case Asked(Discarded _, BeginAttempt _) -> ended();
      case Asked(Discarded s, ConcludeAttempt c) -> concludeEnded(s, c);
      case Asked(Discarded s, Replay c) -> replay(s, c);
      case Asked(Discarded s, Discard _) -> new AlreadyDone(s);
    };
  }

  private static DeliveryDecision begin(Scheduled state, BeginAttempt command) {
    if (command.at().isBefore(state.due())) {
      return new Rejected(DeliveryRejection.NOT_DUE);
    }
    return moved(new Attempting(state.attempts().next(), command.leaseUntil()));
  }

  /**
   * The worker before us died or hangs. Its attempt is spent: the receiver may have seen it. What
   * stopped it may stop us too, so the next attempt waits as it would after a failure.
   */
  private DeliveryDecision takeOver(Attempting state, BeginAttempt command) {
    return isLive(state, command.at())
        ? inFlight()
        : retry(state, command.at(), command.jitterPermille(), Optional.empty(), LEASE_LOST);
  }

  private DeliveryDecision conclude(Attempting state, ConcludeAttempt command) {
    int begun = state.attempts().begun();
    if (command.attempt() > begun) {
      return new Rejected(DeliveryRejection.NEVER_BEGUN);
    }
    boolean stale = command.attempt() < begun;
    Instant at = command.at();
    int jitter = command.jitterPermille();
    return switch (command.answer()) {
      case Answer.Accepted yes -> delivered(state.attempts(), yes.status());
      case Answer.Gone gone when !stale ->
          discarded(state.attempts(), gone.failure().orElseThrow());
      case Answer.Refused no when !stale ->
          retry(state, at, jitter, no.retryAfter(), no.failure().orElseThrow());
      case Answer.Unanswered no when !stale ->
          retry(state, at, jitter, Optional.empty(), no.error());
      case Answer.NotSent _ when !stale ->
          moved(
              new Scheduled(state.attempts().withoutLast(), at.plus(schedule.waitUnsent(jitter))));
      case Answer.Gone _, Answer.Refused _, Answer.Unanswered _, Answer.NotSent _ ->
          new Rejected(DeliveryRejection.STALE_ATTEMPT);
    };
  }

  private DeliveryDecision retry(
      Attempting state, Instant at, int jitter, Optional<Duration> retryAfter, String error) {
    return schedule
        .waitAfter(state.attempts().spent(), jitter, retryAfter)
        .<DeliveryDecision>map(wait -> moved(new Scheduled(state.attempts(), at.plus(wait))))
        .orElseGet(() -> exhausted(state.attempts(), error));
  }

  /** Waiting for the next attempt, and an earlier one answers. */
  private static DeliveryDecision concludeLate(Scheduled state, ConcludeAttempt command) {
    int begun = state.attempts().begun();
    if (command.attempt() > begun) {
      return new Rejected(DeliveryRejection.NEVER_BEGUN);
    }
    if (command.answer() instanceof Answer.Accepted yes) {
      return delivered(state.attempts(), yes.status());
    }
    return command.attempt() == begun
        ? new AlreadyDone(state)
        : new Rejected(DeliveryRejection.STALE_ATTEMPT);
  }

  private static DeliveryDecision concludeEnded(DeliveryState state, ConcludeAttempt command) {
    boolean repeat =
        command.attempt() == state.attempts().begun()
            && !(command.answer() instanceof Answer.Accepted);
    return repeat ? new AlreadyDone(state) : ended();
  }

  private static DeliveryDecision replay(DeliveryState state, Replay command) {
    if (!command.endpointActive()) {
      return new Rejected(DeliveryRejection.ENDPOINT_DISABLED);
    }
    return state instanceof Scheduled waiting && waiting.attempts().spent() == 0
        ? new AlreadyDone(state)
        : moved(new Scheduled(state.attempts().anew(), command.at()));
  }

  /** The attempt under way is the first of the new schedule. */
  private static DeliveryDecision replayUnderWay(Attempting state, Replay command) {
    if (!command.endpointActive()) {
      return new Rejected(DeliveryRejection.ENDPOINT_DISABLED);
    }
    return state.attempts().spent() == 1
        ? new AlreadyDone(state)
        : moved(new Attempting(state.attempts().fromLastOn(), state.leasedUntil()));
  }

  private static DeliveryDecision discard(DeliveryState state, Discard command) {
    return discarded(state.attempts(), command.reason());
  }

  private static boolean isLive(Attempting state, Instant at) {
    return at.isBefore(state.leasedUntil());
  }

  private static DeliveryDecision moved(DeliveryState next) {
    return new Accepted(next, List.of());
  }

  private static DeliveryDecision delivered(Attempts attempts, int status) {
    return new Accepted(
        new Delivered(attempts, status), List.of(new WebhookDelivered(attempts.spent(), status)));
  }

  private static DeliveryDecision exhausted(Attempts attempts, String error) {
    return new Accepted(
        new Exhausted(attempts, error), List.of(new WebhookExhausted(attempts.spent(), error)));
  }

  private static DeliveryDecision discarded(Attempts attempts, String reason) {
    return new Accepted(
        new Discarded(attempts, reason), List.of(new WebhookExhausted(attempts.spent(), reason)));
  }

  private static DeliveryDecision inFlight() {
    return new Rejected(DeliveryRejection.IN_FLIGHT);
  }

  private static DeliveryDecision ended() {
    return new Rejected(DeliveryRejection.FINAL);
  }
}

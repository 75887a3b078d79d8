package dev.connectpos.acquirer.domain;

import dev.connectpos.acquirer.domain.PaymentState.AuthorizationUnknown;
import dev.connectpos.acquirer.domain.PaymentState.Authorized;
import dev.connectpos.acquirer.domain.PaymentState.Authorizing;
import dev.connectpos.acquirer.domain.PaymentState.Expiring;
import dev.connectpos.acquirer.domain.PaymentState.Held;
import dev.connectpos.acquirer.domain.PaymentState.NotStarted;
import dev.connectpos.acquirer.domain.PaymentState.PartiallyCaptured;
import dev.connectpos.acquirer.domain.PaymentState.ReversedInDoubt;
import dev.connectpos.acquirer.domain.PaymentState.Reversing;
import dev.connectpos.acquirer.domain.PaymentState.Settled;
import dev.connectpos.acquirer.domain.PaymentState.UndoingLateApproval;
import dev.connectpos.acquirer.domain.PaymentState.Withdrawing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When somebody has to look after a payment again. The instant is stored with the payment, so that
 * it holds across crashes.
 *
 * @param callLimit how long an authorization may take in all before it counts as lost
 * @param firstBackoff wait after the first failed enquiry or advice; doubled each time
 * @param maxBackoff the longest wait between two tries
 * @param maxLateness how long after a call the network may still act on it
 */
public record FollowUp(
    Duration callLimit, Duration firstBackoff, Duration maxBackoff, Duration maxLateness) {
  private static final int MAX_DOUBLINGS = 20;

  /** The finest step of our clock, and of the database's. */
  private static final Duration TICK = Duration.ofNanos(1000);

  /** When the state, entered now, has to be looked after; never for a settled one. */
  public Optional<Instant> due(PaymentState entered, Instant now) {
    return switch (entered) {
      case NotStarted _, Settled _ -> Optional.empty();
      case Authorizing _, Withdrawing _ -> Optional.of(now.plus(callLimit));
      case AuthorizationUnknown _, Reversing _, Expiring _, UndoingLateApproval _ ->
          Optional.of(now);
      case Authorized authorized -> Optional.of(authorized.confirmBy());
      // The cancellation that is asked for is due itself.
      case Held held when held.cancellations().isAnyAsked() -> Optional.empty();
      // The last instant to capture in is still in time.
      case Held held -> Optional.of(held.captureBy().plus(TICK));
      case PartiallyCaptured open -> Optional.of(open.captureBy().plus(TICK));
      case ReversedInDoubt _ -> Optional.of(now.plus(maxLateness));
    };
  }

  /**
   * How long to wait after a try that settled nothing.
   *
   * @param attempts how many tries were made, from 1
   */
  public Duration backoff(int attempts) {
    int doublings = Math.clamp(attempts - 1L, 0, MAX_DOUBLINGS);
    Duration wait = firstBackoff.multipliedBy(1L << doublings);
    return wait.compareTo(maxBackoff) > 0 ? maxBackoff : wait;
  }
}

package dev.connectpos.terminal.domain;

import java.time.Instant;

/**
 * Where a payment attempt stands, as far as this service has been told. The acquirer is the single
 * authority on money: nothing here becomes captured, declined or reversed by our own decision.
 */
public sealed interface PaymentAttemptState {

  /** Authorization was asked for; nothing is known yet. */
  record Authorizing() implements PaymentAttemptState {}

  /** The acquirer does not know the outcome either and is finding it out. Not a decline. */
  record Verifying() implements PaymentAttemptState {}

  /**
   * Approved and not yet confirmed by the terminal.
   *
   * @param confirmBy when the acquirer undoes it by itself
   */
  record Approved(Approval approval, Instant confirmBy) implements PaymentAttemptState {}

  /** The terminal has confirmed; the capture has not been reported yet. */
  record Confirmed(Approval approval, Instant confirmBy) implements PaymentAttemptState {}

  /** We asked the acquirer to undo it; until it answers, the money may be anywhere. */
  record Undoing(UndoReason reason) implements PaymentAttemptState {}

  /** The acquirer is undoing it. */
  record Reversing(String reason) implements PaymentAttemptState {}

  /** The money is the merchant's. Nothing leaves this state. */
  record Captured(Approval approval) implements PaymentAttemptState {}

  /** Refused; nothing is held. */
  record Declined(Refusal refusal) implements PaymentAttemptState {}

  /** Undone; nothing is held. */
  record Reversed(String reason) implements PaymentAttemptState {}

  /** Whether the outcome is still open, so that no other attempt may begin on the order. */
  default boolean isLive() {
    return switch (this) {
      case Authorizing _, Verifying _, Approved _, Confirmed _, Undoing _, Reversing _ -> true;
      case Captured _, Declined _, Reversed _ -> false;
    };
  }

  /** What the terminal is told. */
  default ResultStatus result() {
    return switch (this) {
      case Authorizing _ -> ResultStatus.AUTHORIZING;
      // While it is being undone the capture may still win: the outcome is open.
      case Verifying _, Undoing _, Reversing _ -> ResultStatus.VERIFYING;
      case Approved _, Confirmed _ -> ResultStatus.APPROVED;
      case Captured _ -> ResultStatus.CAPTURED;
      case Declined _ -> ResultStatus.DECLINED;
      case Reversed _ -> ResultStatus.REVERSED;
    };
  }
}

package dev.connectpos.terminal.domain;

import dev.connectpos.money.Money;
import java.time.Instant;

/** What may happen to a payment attempt after it began. */
public sealed interface PaymentAttemptCommand {

  /** The terminal has shown the approval to the shopper. */
  record Confirm() implements PaymentAttemptCommand {}

  /** The order must not be paid by this attempt. */
  record Undo(UndoReason reason) implements PaymentAttemptCommand {}

  /** The acquirer says: approved, to be confirmed. */
  record RecordAuthorized(Approval approval, Instant confirmBy) implements PaymentAttemptCommand {}

  /** The acquirer says: refused. */
  record RecordDeclined(Refusal refusal) implements PaymentAttemptCommand {}

  /** The acquirer says: not known yet. */
  record RecordInDoubt() implements PaymentAttemptCommand {}

  /** The acquirer says: being undone. */
  record RecordReversing(String reason) implements PaymentAttemptCommand {}

  /** The acquirer says: undone. */
  record RecordReversed(String reason) implements PaymentAttemptCommand {}

  /** The acquirer says: confirmed, and held until it is captured, released or expired. */
  record RecordHeld(Approval approval, OperationType operation, Instant captureBy)
      implements PaymentAttemptCommand {}

  /**
   * The acquirer says: the money is the merchant's.
   *
   * @param amount what was captured so far
   */
  record RecordCaptured(Approval approval, Money amount) implements PaymentAttemptCommand {}

  /**
   * The acquirer says: money was given back on a later day.
   *
   * @param refunded all that was given back so far
   */
  record RecordRefunded(Money refunded) implements PaymentAttemptCommand {}

  /** The acquirer says: undone on the day of the sale, or the hold released. */
  record RecordVoided() implements PaymentAttemptCommand {}

  /** The acquirer says: not captured in time, and released. */
  record RecordExpired() implements PaymentAttemptCommand {}

  /**
   * The acquirer says: a capture or a cancellation that the PDV asked for was not done, or nothing
   * more is captured of the rest. The payment stands as before.
   */
  record RecordRequestRefused() implements PaymentAttemptCommand {}
}

package dev.connectpos.terminal.domain;

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

  /** The acquirer says: the money is the merchant's. */
  record RecordCaptured(Approval approval) implements PaymentAttemptCommand {}
}

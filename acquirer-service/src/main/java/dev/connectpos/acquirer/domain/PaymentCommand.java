package dev.connectpos.acquirer.domain;

import java.time.Instant;

/** All that can happen to a payment. Time comes with the command. */
public sealed interface PaymentCommand {

  /** A command of the terminal's; it names the attempt it means. */
  sealed interface FromTerminal extends PaymentCommand permits Confirm, Undo {
    /** Must be the payment's own, or the command hits nothing. */
    AttemptId attemptId();
  }

  /** Ask the network; capture by itself once confirmed. */
  record Authorize(CardFacts card) implements PaymentCommand {}

  /** The network said yes, at once or when enquired. */
  record Approved(Approval approval, Instant confirmBy) implements PaymentCommand {}

  /** The network said no, at once or when enquired; or we did, without asking it. */
  record Refused(Refusal refusal) implements PaymentCommand {}

  /** The network was certainly not asked. */
  record NotDone() implements PaymentCommand {}

  /** The call ended without an answer, or nobody knows whether it was made. */
  record Unclear() implements PaymentCommand {}

  /** The network, enquired, does not know the payment. */
  record NotFound() implements PaymentCommand {}

  /** The network could not be enquired for too long. */
  record GiveUp() implements PaymentCommand {}

  /** The terminal has shown the approval to the shopper. */
  record Confirm(AttemptId attemptId, Instant at) implements FromTerminal {}

  /** The payment must not stand (desfazimento). */
  record Undo(AttemptId attemptId, ReversalReason reason) implements FromTerminal {}

  /** The time to confirm may be over. */
  record ConfirmDeadlinePassed(Instant at) implements PaymentCommand {}

  /**
   * The network acknowledged that nothing is held.
   *
   * @param advice the advice it acknowledged
   */
  record ReversalAcknowledged(int advice) implements PaymentCommand {}
}

package dev.connectpos.acquirer.domain;

import dev.connectpos.money.Money;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** All that can happen to a payment. Time comes with the command. */
public sealed interface PaymentCommand {

  /** A command of the terminal's; it names the attempt it means. */
  sealed interface FromTerminal extends PaymentCommand permits Confirm, Undo {
    /** Must be the payment's own, or the command hits nothing. */
    AttemptId attemptId();
  }

  /** A command of the merchant's; it names the request it is part of. */
  sealed interface FromMerchant extends PaymentCommand permits Capture, Cancel, RetryCancel {
    /** What the outcome names. */
    RequestId request();
  }

  /** Ask the network. */
  record Authorize(CardFacts card) implements PaymentCommand {}

  /**
   * The network said yes, at once or when enquired.
   *
   * @param confirmBy the last instant for a terminal, which has to confirm
   * @param fees in force now, for what needs no confirmation and is captured by itself
   */
  record Approved(Approval approval, Instant confirmBy, FeeSchedule fees)
      implements PaymentCommand {}

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

  /**
   * The terminal has shown the approval to the shopper.
   *
   * @param fees in force now, for what is captured by itself
   */
  record Confirm(AttemptId attemptId, Instant at, FeeSchedule fees) implements FromTerminal {}

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

  /**
   * Capture of what is held (A1, A2).
   *
   * @param amount null for all that is left
   * @param isFinal whether what is left after it is released, or held for further captures
   * @param fees in force now
   */
  record Capture(
      RequestId request, @Nullable Money amount, boolean isFinal, Instant at, FeeSchedule fees)
      implements FromMerchant {}

  /**
   * Give money back (A3).
   *
   * @param amount null for all that is left
   * @param day whose calendar tells a void from a refund
   * @param available of the affiliation's balance, not reserved (A5)
   */
  record Cancel(RequestId request, @Nullable Money amount, Instant at, ZoneId day, Money available)
      implements FromMerchant {}

  /**
   * Ask the network again for a cancellation that it refused (A6).
   *
   * @param request of the retry itself
   * @param canceledBy the request whose cancellation was refused
   * @param day as of {@link Cancel}
   * @param available as of {@link Cancel}
   */
  record RetryCancel(
      RequestId request, RequestId canceledBy, Instant at, ZoneId day, Money available)
      implements FromMerchant {}

  /**
   * The network gave the money back.
   *
   * @param available as of {@link Cancel}
   */
  record CancelDone(RequestId request, Instant at, Money available) implements PaymentCommand {}

  /**
   * The network did not give the money back.
   *
   * @param tried the number of the try that this is the answer to
   */
  record CancelRefused(RequestId request, int tried, String returnCode) implements PaymentCommand {}

  /** The time to capture may be over. */
  record CaptureDeadlinePassed(Instant at) implements PaymentCommand {}
}

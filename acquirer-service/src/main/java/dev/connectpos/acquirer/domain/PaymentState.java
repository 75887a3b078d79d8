package dev.connectpos.acquirer.domain;

import java.time.Instant;

/**
 * Every state a payment can be in, each with exactly the data that exists in it. {@link
 * PaymentMachine} is the only way from one to another; docs/states/payment.md is the picture.
 */
public sealed interface PaymentState {

  /** What was asked to go back; nothing in states that know no cancellation. */
  default Cancellations cancellations() {
    return Cancellations.NONE;
  }

  /** What was captured; nothing in states before that, nor in those that are over for good. */
  default Captures captures() {
    return Captures.NONE;
  }

  /** Something is held on the card that may be captured, up to an instant and including it. */
  sealed interface Capturable extends PaymentState permits Held, PartiallyCaptured {
    CardFacts card();

    Approval approval();

    Instant captureBy();
  }

  /** Something was captured, and is the merchant's but for what went back. */
  sealed interface Taken extends PaymentState permits PartiallyCaptured, Captured {
    CardFacts card();

    Approval approval();

    /** The same with other cancellations. */
    Taken with(Cancellations other);
  }

  /** A state nothing waits in, but for cancellations that were asked for. */
  sealed interface Settled extends PaymentState permits Captured, Voided, Expired, Over {}

  /** Settled before there was anything to capture. */
  sealed interface Over extends Settled permits Declined, Reversed {}

  /** Nothing was asked yet; there is no row. */
  record NotStarted() implements PaymentState {}

  /** The intent is stored; the network may or may not have been asked. */
  record Authorizing(CardFacts card) implements PaymentState {}

  /**
   * As {@link Authorizing}, but it must not stand whatever the network says. The reversal waits for
   * the answer, because a network may forget an advice that overtakes its authorization.
   */
  record Withdrawing(ReversalReason reason) implements PaymentState {}

  /** The network was asked and its answer is not known. Not a decline. */
  record AuthorizationUnknown(CardFacts card) implements PaymentState {}

  /**
   * Approved, awaiting the terminal's confirmation.
   *
   * @param confirmBy undone at this instant, unless confirmed before it
   */
  record Authorized(CardFacts card, Approval approval, Instant confirmBy) implements PaymentState {}

  /**
   * Approved and confirmed, held on the card until somebody captures.
   *
   * @param captureBy the last instant to capture in; released after it
   * @param cancellations a void that is asked for, or was refused
   */
  record Held(CardFacts card, Approval approval, Instant captureBy, Cancellations cancellations)
      implements Capturable {}

  /**
   * A part is the merchant's, and the rest is still held for further captures.
   *
   * @param captureBy the last instant to capture in; the rest is released after it
   * @param captures at least one, less than what was authorized in all, none of them final
   */
  record PartiallyCaptured(
      CardFacts card,
      Approval approval,
      Instant captureBy,
      Captures captures,
      Cancellations cancellations)
      implements Capturable, Taken {
    @Override
    public PartiallyCaptured with(Cancellations other) {
      return new PartiallyCaptured(card, approval, captureBy, captures, other);
    }

    /** Nothing more is captured; the rest is released. */
    Captured closed() {
      return new Captured(card, approval, captures, cancellations);
    }
  }

  /**
   * The money is the merchant's, but for what was given back, and nothing more is captured.
   *
   * @param captures at least one, at most what was authorized in all
   */
  record Captured(CardFacts card, Approval approval, Captures captures, Cancellations cancellations)
      implements Taken, Settled {
    @Override
    public Captured with(Cancellations other) {
      return new Captured(card, approval, captures, other);
    }
  }

  /** All of it was given back as if it had never been taken. */
  record Voided(CardFacts card, Approval approval, Cancellations cancellations)
      implements Settled {}

  /** Not captured in time; being released until the network acknowledges. */
  record Expiring(CardFacts card, Approval approval, Instant captureBy) implements PaymentState {
    /** The advice that has to be acknowledged. */
    public static final int ADVICE = 1;
  }

  /** Not captured in time; nothing is held. */
  record Expired(CardFacts card, Approval approval, Instant captureBy) implements Settled {}

  /** Refused; nothing is held. */
  record Declined(Refusal refusal) implements Over {}

  /**
   * Being undone until the network acknowledges.
   *
   * @param advice which advice has to be acknowledged: 1, or 2 once the approval is known that it
   *     undoes
   */
  record Reversing(ReversalReason reason, int advice) implements PaymentState {}

  /** Undone; nothing is held. */
  record Reversed(ReversalReason reason) implements Over {}

  /**
   * Undone as far as the network acknowledged, but the approval that was to be undone was never
   * seen. The network is enquired once more when nothing can be on its way any longer: what it
   * holds then is undone too.
   */
  record ReversedInDoubt(ReversalReason reason) implements PaymentState {}

  /**
   * The network approved a payment that was over already. What was said stays true: the approval is
   * undone in silence, and the payment returns to what it was.
   */
  record UndoingLateApproval(Over was) implements PaymentState {
    /** The advice that has to be acknowledged; answers to earlier ones do not count. */
    public static final int ADVICE = 3;
  }
}

package dev.connectpos.acquirer.domain;

import java.time.Duration;
import java.time.Instant;

/** What the acquirer states about a payment, for ever. */
public sealed interface PaymentEvent {

  /** The network approved; undone unless confirmed in time. */
  record Authorized(CardFacts card, Approval approval, Duration confirmWithin)
      implements PaymentEvent {}

  /** Refused; nothing is held. */
  record Declined(Refusal refusal) implements PaymentEvent {}

  /** The outcome is not known yet and is being found out. */
  record InDoubt() implements PaymentEvent {}

  /** It is being undone and will not be captured. */
  record Reversing(ReversalReason reason) implements PaymentEvent {}

  /** It is undone; the order may be paid again. */
  record Reversed(ReversalReason reason) implements PaymentEvent {}

  /** The money is the merchant's. */
  record Captured(CardFacts card, Approval approval, Instant capturedAt) implements PaymentEvent {}
}

package dev.connectpos.acquirer.domain;

import dev.connectpos.money.Money;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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

  /** The terminal confirmed; held until somebody captures. */
  record Confirmed(CardFacts card, Approval approval, Instant captureBy) implements PaymentEvent {}

  /**
   * Money is the merchant's.
   *
   * @param captures all of them; the last one is the news
   */
  record Captured(CardFacts card, Approval approval, Captures captures) implements PaymentEvent {
    /** The capture that is told. */
    public CapturedMoney money() {
      return captures.last();
    }
  }

  /**
   * What was not captured in time is released, and the payment stands at what was.
   *
   * @param amount what is released
   * @param captured what stands
   */
  record RemainderExpired(Money amount, Money captured, Instant at) implements PaymentEvent {}

  /** A rule refused to capture; nothing changed. */
  record CaptureRefused(RequestId request, PaymentRejection rule) implements PaymentEvent {}

  /** All of it went back as if it had never been taken. */
  record Voided(RequestId request, Money amount, Instant at) implements PaymentEvent {}

  /**
   * A part went back, or all of it.
   *
   * @param refunded all that went back so far
   */
  record Refunded(RequestId request, Money amount, Money refunded, Instant at)
      implements PaymentEvent {}

  /** The network refused to give money back; nothing moved, and it may be asked again. */
  record CancelRefused(Cancellation cancellation, String returnCode) implements PaymentEvent {}

  /**
   * A rule refused to give money back; nothing was tried.
   *
   * @param retry what was refused of the request; null for the request itself
   */
  record CancelForbidden(
      RequestId request,
      @Nullable RequestId retry,
      Cancellation.Kind kind,
      Money amount,
      PaymentRejection rule)
      implements PaymentEvent {}

  /** Not captured in time; nothing is held. */
  record Expired(Instant at) implements PaymentEvent {}
}

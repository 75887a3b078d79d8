package dev.connectpos.terminal.domain;

import dev.connectpos.money.Money;
import java.time.Instant;

/**
 * Where a payment attempt stands, as far as this service has been told. The acquirer is the single
 * authority on money: nothing here becomes held, captured, given back, declined or reversed by our
 * own decision.
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

  /** The terminal has confirmed; the capture or the hold has not been reported yet. */
  record Confirmed(Approval approval, Instant confirmBy) implements PaymentAttemptState {}

  /** We asked the acquirer to undo it; until it answers, the money may be anywhere. */
  record Undoing(UndoReason reason) implements PaymentAttemptState {}

  /** The acquirer is undoing it. */
  record Reversing(String reason) implements PaymentAttemptState {}

  /**
   * The money is set aside on the card, to be captured by the PDV. The sale is done for the
   * terminal and counts as paid.
   *
   * @param captureBy when the acquirer releases it by itself
   */
  record Held(Approval approval, OperationType operation, Instant captureBy)
      implements PaymentAttemptState {}

  /**
   * The money is the merchant's.
   *
   * @param amount what was captured; what was authorized above it is released
   */
  record Captured(Approval approval, Money amount) implements PaymentAttemptState {}

  /**
   * Money of the capture was given back on a later day.
   *
   * @param amount what was captured
   * @param refunded what was given back so far, at most all of it
   */
  record Refunded(Approval approval, Money amount, Money refunded) implements PaymentAttemptState {}

  /** The sale was undone on its day, or its hold released; nothing of it stays. */
  record Voided(Approval approval) implements PaymentAttemptState {}

  /** The hold was not captured in time and is released. */
  record Expired(Approval approval) implements PaymentAttemptState {}

  /** Refused; nothing is held. */
  record Declined(Refusal refusal) implements PaymentAttemptState {}

  /** Undone before it was a sale; nothing is held. */
  record Reversed(String reason) implements PaymentAttemptState {}

  /** Whether the outcome is still open, so that the terminal may begin no other attempt. */
  default boolean isLive() {
    return switch (this) {
      case Authorizing _, Verifying _, Approved _, Confirmed _, Undoing _, Reversing _ -> true;
      case Held _, Captured _, Refunded _, Voided _, Expired _, Declined _, Reversed _ -> false;
    };
  }

  /** Whether it will most likely come to nothing. */
  default boolean isBeingUndone() {
    return switch (this) {
      case Undoing _, Reversing _ -> true;
      case Authorizing _,
          Verifying _,
          Approved _,
          Confirmed _,
          Held _,
          Captured _,
          Refunded _,
          Voided _,
          Expired _,
          Declined _,
          Reversed _ ->
          false;
    };
  }

  /**
   * What stands as paid. A capture in part settles the whole: what the merchant did not capture is
   * not asked of the shopper again.
   *
   * @param authorized what was asked for
   */
  default Money paid(Money authorized) {
    return switch (this) {
      case Held _, Captured _ -> authorized;
      case Refunded(_, var amount, var refunded) ->
          refunded.equals(amount) ? Money.zero(authorized.currency()) : authorized.minus(refunded);
      case Authorizing _,
          Verifying _,
          Approved _,
          Confirmed _,
          Undoing _,
          Reversing _,
          Voided _,
          Expired _,
          Declined _,
          Reversed _ ->
          Money.zero(authorized.currency());
    };
  }

  /** Whether money was taken or held, whatever became of it since. */
  default boolean isSale() {
    return result().endsTheSale();
  }

  /** What the terminal is told. */
  default ResultStatus result() {
    return switch (this) {
      case Authorizing _ -> ResultStatus.AUTHORIZING;
      // While it is being undone the capture may still win: the outcome is open.
      case Verifying _, Undoing _, Reversing _ -> ResultStatus.VERIFYING;
      case Approved _, Confirmed _ -> ResultStatus.APPROVED;
      case Held _ -> ResultStatus.HELD;
      case Captured _ -> ResultStatus.CAPTURED;
      case Refunded _ -> ResultStatus.REFUNDED;
      case Voided _ -> ResultStatus.VOIDED;
      case Expired _ -> ResultStatus.EXPIRED;
      case Declined _ -> ResultStatus.DECLINED;
      case Reversed _ -> ResultStatus.REVERSED;
    };
  }
}

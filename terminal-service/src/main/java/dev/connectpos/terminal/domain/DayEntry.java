package dev.connectpos.terminal.domain;

import dev.connectpos.money.Money;
import dev.connectpos.terminal.domain.PaymentAttemptState.Captured;
import dev.connectpos.terminal.domain.PaymentAttemptState.Refunded;
import dev.connectpos.terminal.domain.PaymentAttemptState.Voided;
import java.util.Optional;

/**
 * What a change of a payment adds to its terminal's sales report (feature T7): money taken, or
 * money of a capture given back. Entries are added and never changed, so a day that was reported
 * stays as it was.
 */
public sealed interface DayEntry {

  /** Money was taken. */
  record Sold(Money amount, Approval approval) implements DayEntry {}

  /** Money that had been taken was given back. */
  record GivenBack(Money amount, Approval approval) implements DayEntry {}

  /** What a payment's step from one state to another adds, if anything. */
  static Optional<DayEntry> between(PaymentAttemptState before, PaymentAttemptState after) {
    return switch (after) {
      case Captured(var approval, var amount) when !(before instanceof Captured) ->
          Optional.of(new Sold(amount, approval));
      case Refunded(var approval, var _, var refunded)
          when before instanceof Refunded(var _, var _, var earlier) ->
          refunded.equals(earlier)
              ? Optional.empty()
              : Optional.of(new GivenBack(refunded.minus(earlier), approval));
      case Refunded(var approval, var _, var refunded) ->
          Optional.of(new GivenBack(refunded, approval));
      case Voided(var approval) when before instanceof Captured(var _, var amount) ->
          Optional.of(new GivenBack(amount, approval));
      // A hold is no sale of the day, and its release gives nothing back.
      case Captured _,
          Voided _,
          PaymentAttemptState.Authorizing _,
          PaymentAttemptState.Verifying _,
          PaymentAttemptState.Approved _,
          PaymentAttemptState.Confirmed _,
          PaymentAttemptState.Undoing _,
          PaymentAttemptState.Reversing _,
          PaymentAttemptState.Held _,
          PaymentAttemptState.Expired _,
          PaymentAttemptState.Declined _,
          PaymentAttemptState.Reversed _ ->
          Optional.empty();
    };
  }
}

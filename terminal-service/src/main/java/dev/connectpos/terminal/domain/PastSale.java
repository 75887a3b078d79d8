package dev.connectpos.terminal.domain;

import dev.connectpos.money.Money;
import dev.connectpos.terminal.domain.PaymentAttemptState.Approved;
import dev.connectpos.terminal.domain.PaymentAttemptState.Authorizing;
import dev.connectpos.terminal.domain.PaymentAttemptState.Captured;
import dev.connectpos.terminal.domain.PaymentAttemptState.Confirmed;
import dev.connectpos.terminal.domain.PaymentAttemptState.Declined;
import dev.connectpos.terminal.domain.PaymentAttemptState.Expired;
import dev.connectpos.terminal.domain.PaymentAttemptState.Held;
import dev.connectpos.terminal.domain.PaymentAttemptState.Refunded;
import dev.connectpos.terminal.domain.PaymentAttemptState.Reversed;
import dev.connectpos.terminal.domain.PaymentAttemptState.Reversing;
import dev.connectpos.terminal.domain.PaymentAttemptState.Undoing;
import dev.connectpos.terminal.domain.PaymentAttemptState.Verifying;
import dev.connectpos.terminal.domain.PaymentAttemptState.Voided;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sale of an account's terminals, as a terminal lists and cancels it (feature T6).
 *
 * @param payment an attempt by which money was taken or held
 * @param orderCode the code of its order; absent if it was typed on the terminal
 * @param at when the money was taken or, before that, held
 * @param beingCanceled whether a terminal has asked for its cancellation and no answer has come
 */
public record PastSale(
    PaymentAttempt payment, @Nullable String orderCode, Instant at, boolean beingCanceled) {

  /**
   * @throws IllegalArgumentException if no money was ever taken or held
   */
  public PastSale {
    view(payment);
  }

  /** What became of it. */
  public SaleStatus status() {
    return view(payment).status();
  }

  /** What was taken or held. */
  public Money amount() {
    return view(payment).amount();
  }

  /** What was refunded of it so far. */
  public Money refunded() {
    return view(payment).refunded();
  }

  /** What the slip says of it. */
  public Approval approval() {
    return view(payment).approval();
  }

  /** What may still be given back. */
  public Money left() {
    return switch (status()) {
      case CAPTURED, HELD, PARTIALLY_REFUNDED -> amount().minus(refunded());
      case REFUNDED, VOIDED, EXPIRED -> Money.zero(amount().currency());
    };
  }

  /** Whether a cancellation may be asked for; the acquirer has the last word. */
  public boolean isCancelable() {
    return left().isPositive() && !beingCanceled;
  }

  private record View(SaleStatus status, Approval approval, Money amount, Money refunded) {}

  private static View view(PaymentAttempt payment) {
    Money asked = payment.sale().amount();
    Money nothing = Money.zero(asked.currency());
    return switch (payment.state()) {
      case Held(var approval, var _, var _) -> new View(SaleStatus.HELD, approval, asked, nothing);
      case Captured(var approval, var amount) ->
          new View(SaleStatus.CAPTURED, approval, amount, nothing);
      case Refunded(var approval, var amount, var refunded) ->
          new View(
              refunded.equals(amount) ? SaleStatus.REFUNDED : SaleStatus.PARTIALLY_REFUNDED,
              approval,
              amount,
              refunded);
      case Voided(var approval) -> new View(SaleStatus.VOIDED, approval, asked, nothing);
      case Expired(var approval) -> new View(SaleStatus.EXPIRED, approval, asked, nothing);
      case Authorizing _,
          Verifying _,
          Approved _,
          Confirmed _,
          Undoing _,
          Reversing _,
          Declined _,
          Reversed _ ->
          throw new IllegalArgumentException(payment.id() + " is no sale");
    };
  }
}

package dev.connectpos.terminal.domain;

import dev.connectpos.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * An order with the last attempt of the terminal to pay it.
 *
 * @param owed what the terminal may be paid: what it has in flight itself is not taken off
 * @param attempt absent before the first
 */
public record OrderOnScreen(OpenOrder order, Money owed, @Nullable PaymentAttempt attempt) {

  boolean isBeingPaid() {
    return attempt != null && attempt.state().isLive();
  }
}

package dev.connectpos.acquirer.domain;

import dev.connectpos.money.Money;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One capture of a payment.
 *
 * @param amount above zero
 * @param fee what the merchant pays for it
 * @param at when
 * @param request who asked; null if it was captured by itself
 * @param isFinal whether nothing more may be captured: it was asked for as the last one, or used up
 *     what was authorized
 */
public record CapturedMoney(
    Money amount, Money fee, Instant at, @Nullable RequestId request, boolean isFinal) {

  /**
   * The part of the fee that has gone back when this much of the amount has: in proportion, rounded
   * down, so that the last part brings the rest of it.
   */
  public Money feeBack(Money given) {
    // Wider than a long: an amount of 10^12 times a fee of 10^12 must not overflow.
    BigInteger scaled = BigInteger.valueOf(fee.minor()).multiply(BigInteger.valueOf(given.minor()));
    long back = scaled.divide(BigInteger.valueOf(amount.minor())).longValueExact();
    return new Money(back, amount.currency());
  }
}

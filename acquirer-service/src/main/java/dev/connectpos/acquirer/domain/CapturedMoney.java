package dev.connectpos.acquirer.domain;

import dev.connectpos.money.Money;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was captured of a payment.
 *
 * @param amount above zero, at most what was authorized
 * @param fee what the merchant pays for it
 * @param at when
 * @param request who asked; null if it was captured by itself
 */
public record CapturedMoney(Money amount, Money fee, Instant at, @Nullable RequestId request) {

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

  /** What the merchant has lost when this much has gone back. */
  public Money cost(Money given) {
    return given.minus(feeBack(given));
  }

  /** What the merchant earns. */
  public Money net() {
    return amount.minus(fee);
  }
}

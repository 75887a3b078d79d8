package dev.connectpos.order.domain;

import dev.connectpos.money.Money;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How an account works; operators may change it.
 *
 * @param timeZone zone of the merchant's day, for same-day rules (A3)
 * @param overpaymentAllowed whether payments may exceed what an order owes (O7)
 * @param refusesReusedKeys whether an Idempotency-Key that comes again with another body is an
 *     error; false, as the incumbent has it, answers with the first outcome
 * @param maxOpenOrders how many orders may be open (O6); null: as many as the service's own setting
 *     says
 * @param minimumMinor what an order comes to at least, in centavos; 1 or more
 */
public record AccountSettings(
    String name,
    ZoneId timeZone,
    boolean overpaymentAllowed,
    boolean refusesReusedKeys,
    @Nullable Integer maxOpenOrders,
    long minimumMinor) {

  public AccountSettings {
    if (minimumMinor < 1) {
      throw new IllegalArgumentException("nothing is free, and so the minimum was " + minimumMinor);
    }
  }

  /** Whether an order of so much is too small. One of nothing cannot be paid, and so may be. */
  public boolean refuses(Money amount) {
    return amount.isPositive() && amount.minor() < minimumMinor;
  }
}

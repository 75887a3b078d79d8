package dev.connectpos.terminal.domain;

import dev.connectpos.money.Money;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a terminal may ask for a cancellation (feature T6), the card aside. */
public final class CancelPolicy {

  private CancelPolicy() {}

  /**
   * Where the terminal stands.
   *
   * @param unlocked whether its session was unlocked with the administrative password
   * @param paying whether the outcome of a payment of the terminal is open
   * @param onScreen the order that holds its screen
   */
  public record At(boolean unlocked, boolean paying, @Nullable OrderId onScreen) {}

  /**
   * Why the cancellation may not be asked for, or empty if it may.
   *
   * @param sale what is to be cancelled, if the account has such a sale
   * @param amount what is to be given back
   */
  public static Optional<CancelRefusal> refusal(At at, @Nullable PastSale sale, Money amount) {
    if (!at.unlocked()) {
      return Optional.of(CancelRefusal.ADMIN_REQUIRED);
    }
    if (at.paying()) {
      return Optional.of(CancelRefusal.PAYMENT_IN_PROGRESS);
    }
    if (at.onScreen() != null) {
      return Optional.of(CancelRefusal.SCREEN_TAKEN);
    }
    if (sale == null) {
      return Optional.of(CancelRefusal.UNKNOWN_SALE);
    }
    if (!sale.isCancelable()) {
      return Optional.of(CancelRefusal.NOT_CANCELABLE);
    }
    return sale.left().equals(amount)
        ? Optional.empty()
        : Optional.of(CancelRefusal.AMOUNT_MISMATCH);
  }
}

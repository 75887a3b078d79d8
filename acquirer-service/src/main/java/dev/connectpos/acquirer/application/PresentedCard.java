package dev.connectpos.acquirer.application;

import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * A card as it was presented, opened. It lives in memory between the vault and the network, and its
 * text never shows the number.
 *
 * @param number the card number, digits
 * @param expiry last month it is good for
 * @param securityCode 3 or 4 digits, as typed; null if it was read from the card, or saved
 */
public record PresentedCard(String number, YearMonth expiry, @Nullable String securityCode) {

  /** One without a security code. */
  public PresentedCard(String number, YearMonth expiry) {
    this(number, expiry, null);
  }

  @Override
  public String toString() {
    return "PresentedCard[***]";
  }
}

package dev.connectpos.acquirer.application;

import java.time.YearMonth;

/**
 * A card as it was presented, opened. It lives in memory between the vault and the network, and its
 * text never shows the number.
 *
 * @param number the card number, digits
 * @param expiry last month it is good for
 */
public record PresentedCard(String number, YearMonth expiry) {
  @Override
  public String toString() {
    return "PresentedCard[***]";
  }
}

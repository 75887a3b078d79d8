package dev.connectpos.acquirer.application;

import org.jspecify.annotations.Nullable;

/**
 * A card as a shopper typed it, not looked at yet. Its text shows nothing.
 *
 * @param number anything
 * @param holderName as embossed; null if not told
 * @param expMonth 1 to 12, if it is right
 * @param expYear two digits or four
 * @param securityCode null if not told
 */
public record TypedCard(
    String number,
    @Nullable String holderName,
    int expMonth,
    int expYear,
    @Nullable String securityCode) {
  private static final int CENTURY = 2000;
  private static final int TWO_DIGITS = 100;

  /** A year that was told with two digits, or four. */
  public static int fullYear(int year) {
    return year >= 0 && year < TWO_DIGITS ? CENTURY + year : year;
  }

  @Override
  public String toString() {
    return "TypedCard[***]";
  }
}

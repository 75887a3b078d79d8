package dev.connectpos.emulator;

import org.jspecify.annotations.Nullable;

/**
 * A card to present. Test cards only: an emulator is no place for anybody's real one.
 *
 * @param pan the number, 12 to 19 digits
 * @param expiry YYMM
 * @param holderName as embossed
 * @param serviceCode three digits
 * @param pin 4 to 12 digits, or null if none is typed
 */
public record Card(
    String pan, String expiry, String holderName, String serviceCode, @Nullable String pin) {

  /** Refuses what no reader could have read. */
  public Card {
    check(pan.matches("[0-9]{12,19}"), "a card number has 12 to 19 digits");
    check(expiry.matches("[0-9]{2}(0[1-9]|1[0-2])"), "a card's expiry is YYMM");
    check(pin == null || pin.matches("[0-9]{4,12}"), "a PIN has 4 to 12 digits");
  }

  /** The same card with another PIN, or none. */
  public Card withPin(@Nullable String newPin) {
    return new Card(pan, expiry, holderName, serviceCode, newPin);
  }

  /** The last four digits and nothing else. */
  @Override
  public String toString() {
    return "Card[****" + pan.substring(pan.length() - 4) + "]";
  }

  private static void check(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}

package dev.connectpos.order.application;

import org.jspecify.annotations.Nullable;

/**
 * A card as the shopper typed it, on its way to the acquirer's vault. Its text shows nothing.
 *
 * @param expYear four digits
 */
public record CardContents(
    String number, @Nullable String holderName, int expMonth, int expYear, @Nullable String cvv) {

  @Override
  public String toString() {
    return "CardContents[****]";
  }
}

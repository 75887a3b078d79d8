package dev.connectpos.order.application;

import org.jspecify.annotations.Nullable;

/** Where the card of a payment over the API is. Nothing here may be kept, logged or thrown. */
public sealed interface CardSource {

  /** A card that the account has not saved. */
  sealed interface Unsaved extends CardSource {}

  /**
   * The card itself, on its way to the acquirer's vault.
   *
   * @param number digits
   * @param expYear four digits
   * @param cvv never kept by anybody
   */
  record CardNumber(
      String number, @Nullable String holderName, int expMonth, int expYear, @Nullable String cvv)
      implements Unsaved {

    /** Masked: neither number nor code. */
    @Override
    public String toString() {
      return "CardNumber[…]";
    }
  }

  /** A card that the account saved before. */
  record Saved(String id) implements CardSource {}

  /** A card that the shopper's browser gave the acquirer; one use. */
  record Token(String token) implements Unsaved {

    /** Masked: whoever has it can use it once. */
    @Override
    public String toString() {
      return "Token[…]";
    }
  }
}

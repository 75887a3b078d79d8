package dev.connectpos.emulator;

import java.time.Duration;

/**
 * What the shopper at this terminal does.
 *
 * @param card the card to present
 * @param entryMode how it is presented
 * @param automatic presents the card to every order by itself; otherwise waits for {@link
 *     Terminal#presentCard()}
 * @param presentAfter how long the shopper looks for the card
 * @param pinAfter how long typing the PIN takes
 */
public record ShopperScript(
    Card card, EntryMode entryMode, boolean automatic, Duration presentAfter, Duration pinAfter) {

  /** Presents the card to every order at once: for tests and load. */
  public static ShopperScript automatic(Card card) {
    return new ShopperScript(card, EntryMode.CHIP, true, Duration.ZERO, Duration.ZERO);
  }

  /** Presents the card when told to. */
  public static ShopperScript manual(Card card) {
    return new ShopperScript(card, EntryMode.CHIP, false, Duration.ZERO, Duration.ZERO);
  }

  /** The same shopper with another card. */
  public ShopperScript withCard(Card other) {
    return new ShopperScript(other, entryMode, automatic, presentAfter, pinAfter);
  }

  /** The same shopper reading the card otherwise. */
  public ShopperScript withEntryMode(EntryMode other) {
    return new ShopperScript(card, other, automatic, presentAfter, pinAfter);
  }

  /** The same shopper taking time. */
  public ShopperScript withDelays(Duration toPresent, Duration toTypePin) {
    return new ShopperScript(card, entryMode, automatic, toPresent, toTypePin);
  }
}

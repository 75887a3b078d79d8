package dev.connectpos.emulator;

import java.time.Duration;
import java.util.List;

/**
 * What the shopper at this terminal does.
 *
 * @param card the card to present
 * @param entryMode how it is presented
 * @param automatic presents the card to every order by itself; otherwise waits for {@link
 *     Terminal#presentCard()}
 * @param presentAfter how long the shopper looks for the card
 * @param pinAfter how long typing the PIN takes
 * @param parts amounts, in minor units, in which a listed order is paid, the first first; what
 *     comes after them pays the rest
 */
public record ShopperScript(
    Card card,
    EntryMode entryMode,
    boolean automatic,
    Duration presentAfter,
    Duration pinAfter,
    List<Long> parts) {

  /** Keeps its own copy of the parts. */
  public ShopperScript {
    parts = List.copyOf(parts);
  }

  /** Presents the card to every order at once: for tests and load. */
  public static ShopperScript automatic(Card card) {
    return new ShopperScript(card, EntryMode.CHIP, true, Duration.ZERO, Duration.ZERO, List.of());
  }

  /** Presents the card when told to. */
  public static ShopperScript manual(Card card) {
    return new ShopperScript(card, EntryMode.CHIP, false, Duration.ZERO, Duration.ZERO, List.of());
  }

  /** The same shopper with another card. */
  public ShopperScript withCard(Card other) {
    return new ShopperScript(other, entryMode, automatic, presentAfter, pinAfter, parts);
  }

  /** The same shopper reading the card otherwise. */
  public ShopperScript withEntryMode(EntryMode other) {
    return new ShopperScript(card, other, automatic, presentAfter, pinAfter, parts);
  }

  /** The same shopper taking time. */
  public ShopperScript withDelays(Duration toPresent, Duration toTypePin) {
    return new ShopperScript(card, entryMode, automatic, toPresent, toTypePin, parts);
  }

  /** The same shopper paying listed orders in parts. */
  public ShopperScript withParts(List<Long> amounts) {
    return new ShopperScript(card, entryMode, automatic, presentAfter, pinAfter, amounts);
  }
}

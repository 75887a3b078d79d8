package dev.connectpos.acquirer.vault;

import dev.connectpos.acquirer.application.Envelope;
import dev.connectpos.acquirer.application.PresentedCard;

/** Cards as an instance with other keys would have sealed them. */
public final class WrappedByOthers {
  private WrappedByOthers() {}

  /** Seals under these keys, the first of which wraps. */
  public static Envelope seal(String keys, String row, PresentedCard card) {
    var fingerprints = new CardFingerprints(new VaultKeys("00".repeat(16), "k".repeat(32)));
    return new EnvelopeCardSafe(WrappingKeys.parse(keys), fingerprints).seal(row, card);
  }
}

package dev.connectpos.order.domain;

import org.jspecify.annotations.Nullable;

/** Why a payment came to nothing. */
public sealed interface Failure {

  /**
   * The network or the acquirer refused.
   *
   * @param returnCode one of the acquirer's return codes
   * @param message what it means, for people
   * @param abecsCode what the card's brand calls it in the ABECS standard; null: nothing, or not
   *     told
   */
  record Declined(String returnCode, String message, @Nullable String abecsCode)
      implements Failure {
    /** One without a name in the standard. */
    public Declined(String returnCode, String message) {
      this(returnCode, message, null);
    }
  }

  /** Its outcome was in doubt, and the acquirer undoes it: no money moves. */
  record Undone() implements Failure {}
}

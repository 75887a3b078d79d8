package dev.connectpos.terminal.domain;

import org.jspecify.annotations.Nullable;

/**
 * What the slip says of an approved payment, and all that this service knows of the card.
 *
 * @param nsu 14 digits, also the Stone ID
 * @param authorizationCode 6 characters, from the issuer
 * @param returnCode the acquirer's, "0" for a plain approval
 * @param message for the screen, as the approval had it; absent where only the capture was heard
 * @param brand scheme name
 * @param lastFour last four digits of the card
 */
public record Approval(
    String nsu,
    String authorizationCode,
    String returnCode,
    @Nullable String message,
    String brand,
    String lastFour) {

  /** The same with what an earlier approval said: later facts do not repeat it. */
  public Approval after(Approval earlier) {
    return new Approval(nsu, authorizationCode, returnCode, earlier.message(), brand, lastFour);
  }
}

package dev.connectpos.order.domain;

import dev.connectpos.money.Money;
import java.time.Instant;

/**
 * What the acquirer says of a payment it captured: the money is the merchant's. Nothing else makes
 * a charge paid.
 *
 * @param attemptId the terminal's own key (ITK)
 * @param amount above zero
 * @param nsu 14 digits, also the Stone ID; becomes the charge's code
 * @param authorizationCode 6 characters, from the issuer
 * @param installments 1 to 24
 */
public record Capture(
    PaymentId payment,
    String attemptId,
    Money amount,
    String nsu,
    String authorizationCode,
    String returnCode,
    CardFacts card,
    PaymentType paymentType,
    int installments,
    InstallmentType installmentType,
    String terminalSerial,
    Instant authorizedAt,
    Instant capturedAt) {

  public Capture {
    if (!amount.isPositive()) {
      throw new IllegalArgumentException("a captured amount is above zero, was " + amount);
    }
  }
}

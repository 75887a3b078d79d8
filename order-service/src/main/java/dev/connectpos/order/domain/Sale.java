package dev.connectpos.order.domain;

import dev.connectpos.money.Money;
import java.time.Instant;

/**
 * What the acquirer says of a payment the shopper was shown as approved. Nothing else makes a
 * charge.
 *
 * @param attemptId the terminal's own key (ITK)
 * @param authorized above zero
 * @param nsu 14 digits, also the Stone ID; the charge's code at first
 * @param authorizationCode 6 characters, from the issuer
 * @param installments 1 to 24
 */
public record Sale(
    PaymentId payment,
    String attemptId,
    Money authorized,
    String nsu,
    String authorizationCode,
    String returnCode,
    CardFacts card,
    PaymentType paymentType,
    int installments,
    InstallmentType installmentType,
    String terminalSerial,
    OperationType operationType,
    Instant authorizedAt)
    implements Means {

  public Sale {
    if (!authorized.isPositive()) {
      throw new IllegalArgumentException("an authorized amount is above zero, was " + authorized);
    }
  }

  @Override
  public Money amount() {
    return authorized;
  }
}

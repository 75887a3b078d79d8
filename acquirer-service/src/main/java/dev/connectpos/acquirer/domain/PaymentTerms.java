package dev.connectpos.acquirer.domain;

import dev.connectpos.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a payment is about; fixed from its first command on.
 *
 * @param id the payment
 * @param orderId the order it pays
 * @param accountId the merchant who gets the money
 * @param attemptId the terminal's attempt; commands must name it
 * @param terminal where it is paid
 * @param amount above zero
 * @param plan function of the card and instalments
 * @param operation what happens after the confirmation
 * @param softDescriptor joined to the merchant's name on the shopper's statement (A8)
 */
public record PaymentTerms(
    PaymentId id,
    OrderId orderId,
    AccountId accountId,
    AttemptId attemptId,
    Terminal terminal,
    Money amount,
    PaymentPlan plan,
    OperationType operation,
    @Nullable String softDescriptor) {

  /**
   * The terminal of a payment.
   *
   * @param id owned by terminal-service
   * @param serial as printed on it
   * @param entryMode how it read the card, in lower case
   */
  public record Terminal(String id, String serial, String entryMode) {}

  /**
   * @throws IllegalArgumentException if the amount is not above zero
   */
  public PaymentTerms {
    if (!amount.isPositive()) {
      throw new IllegalArgumentException("a payment is above zero, was " + amount);
    }
  }
}

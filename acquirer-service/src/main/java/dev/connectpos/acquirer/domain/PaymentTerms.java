package dev.connectpos.acquirer.domain;

import dev.connectpos.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a payment is about; fixed from its first command on.
 *
 * @param id the payment
 * @param orderId the order it pays
 * @param accountId the merchant who gets the money
 * @param attemptId the terminal's attempt, which its commands must name; online the payment's own
 *     id, which no terminal's command means
 * @param channel where it is paid
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
    Channel channel,
    Money amount,
    PaymentPlan plan,
    OperationType operation,
    @Nullable String softDescriptor) {

  /**
   * @throws IllegalArgumentException if the amount is not above zero, or a soft descriptor is too
   *     long for the channel or not printable ASCII
   */
  public PaymentTerms {
    if (!amount.isPositive()) {
      throw new IllegalArgumentException("a payment is above zero, was " + amount);
    }
    if (softDescriptor != null && softDescriptor.length() > channel.maxSoftDescriptor()) {
      throw new IllegalArgumentException("the soft descriptor is too long");
    }
    if (softDescriptor != null && !softDescriptor.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new IllegalArgumentException("the soft descriptor is not printable ASCII");
    }
  }
}

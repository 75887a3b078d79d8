package dev.connectpos.terminal.domain;

import dev.connectpos.money.Money;
import java.time.Instant;

/**
 * A cancellation that a terminal asked for (feature T6).
 *
 * @param id the request, as order-service and the acquirer know it
 * @param cancelId the terminal's own key
 * @param terminalId where it was asked for; not always where the sale was made
 * @param accountId whose sale it is
 * @param orderId the order of the sale
 * @param paymentId the sale
 * @param nsu the sale's number on its slip
 * @param amount all that was left of the sale
 * @param askedAt when it was stored
 * @param state where it stands
 */
public record SaleCancellation(
    RequestId id,
    CancelId cancelId,
    TerminalId terminalId,
    AccountId accountId,
    OrderId orderId,
    PaymentId paymentId,
    String nsu,
    Money amount,
    Instant askedAt,
    SaleCancellationState state) {

  /** The same cancellation in another state. */
  public SaleCancellation in(SaleCancellationState next) {
    return new SaleCancellation(
        id, cancelId, terminalId, accountId, orderId, paymentId, nsu, amount, askedAt, next);
  }

  /** Whether a repeated frame means this very cancellation. */
  public boolean hasContents(PaymentId payment, Money other) {
    return paymentId.equals(payment) && amount.equals(other);
  }
}

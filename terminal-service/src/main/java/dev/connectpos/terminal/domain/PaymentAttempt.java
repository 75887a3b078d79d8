package dev.connectpos.terminal.domain;

import dev.connectpos.money.Money;
import java.time.Instant;

/**
 * One try to pay one order with one card.
 *
 * @param id the payment, as the acquirer knows it
 * @param attemptId the terminal's own key
 * @param terminalId where the card was read
 * @param orderId what is paid
 * @param sale what was asked for
 * @param startedAt when it was stored
 * @param state where it stands
 * @param commandVersion version of the last command sent to the acquirer
 * @param lastPaymentVersion version of the last fact applied, 0 if none
 */
public record PaymentAttempt(
    PaymentId id,
    AttemptId attemptId,
    TerminalId terminalId,
    OrderId orderId,
    Sale sale,
    Instant startedAt,
    PaymentAttemptState state,
    long commandVersion,
    long lastPaymentVersion) {

  /** The same attempt in another state. */
  public PaymentAttempt in(PaymentAttemptState next) {
    return new PaymentAttempt(
        id,
        attemptId,
        terminalId,
        orderId,
        sale,
        startedAt,
        next,
        commandVersion,
        lastPaymentVersion);
  }

  /** The same attempt after one more command to the acquirer. */
  public PaymentAttempt commanded() {
    return new PaymentAttempt(
        id,
        attemptId,
        terminalId,
        orderId,
        sale,
        startedAt,
        state,
        commandVersion + 1,
        lastPaymentVersion);
  }

  /** The same attempt after a fact of the acquirer. */
  public PaymentAttempt heard(long paymentVersion) {
    return new PaymentAttempt(
        id, attemptId, terminalId, orderId, sale, startedAt, state, commandVersion, paymentVersion);
  }

  /** What stands as paid. */
  public Money paid() {
    return state.paid(sale.amount());
  }

  /** What was asked for, while the outcome is open. */
  public Money inFlight() {
    return state.isLive() ? sale.amount() : Money.zero(sale.amount().currency());
  }

  /** Whether a repeated start means this very attempt. */
  public boolean hasContents(OrderId order, Sale other) {
    return orderId.equals(order) && sale.equals(other);
  }
}

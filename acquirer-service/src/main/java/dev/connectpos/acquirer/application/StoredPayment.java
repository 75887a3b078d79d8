package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.Payment;
import java.util.UUID;

/**
 * A payment with what the acquirer keeps beside it.
 *
 * @param payment terms and state
 * @param nsu its number for people (A10), 14 digits
 * @param trail versions and the way back to the cause
 */
public record StoredPayment(Payment payment, String nsu, Trail trail) {

  /** The same with another trail. */
  StoredPayment with(Trail next) {
    return new StoredPayment(payment, nsu, next);
  }

  /**
   * The payment's place in its streams.
   *
   * @param commandVersion the last command of the terminal's applied
   * @param chargeVersion the last command of the merchant's applied, 0 if none
   * @param eventVersion the last event stated, 0 if none
   * @param correlationId the same from the first request to the last webhook
   * @param causationId the last command's event id, or that of what an operator did since
   */
  public record Trail(
      long commandVersion,
      long chargeVersion,
      long eventVersion,
      String correlationId,
      UUID causationId) {

    /** After a command of the terminal's. */
    Trail received(Received received) {
      return new Trail(
          received.version(), chargeVersion, eventVersion, correlationId, received.eventId());
    }

    /** After a command of the merchant's. */
    Trail charged(Received received) {
      return new Trail(
          commandVersion, received.version(), eventVersion, correlationId, received.eventId());
    }

    /** After what an operator did. */
    Trail operated(UUID deed) {
      return new Trail(commandVersion, chargeVersion, eventVersion, correlationId, deed);
    }

    /** After events. */
    Trail stated(int events) {
      return new Trail(
          commandVersion, chargeVersion, eventVersion + events, correlationId, causationId);
    }
  }
}

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

  /**
   * The payment's place in its two streams.
   *
   * @param commandVersion the last command applied
   * @param eventVersion the last event stated, 0 if none
   * @param correlationId the same from the first request to the last webhook
   * @param causationId the last command's event id
   */
  public record Trail(
      long commandVersion, long eventVersion, String correlationId, UUID causationId) {

    /** After a command. */
    Trail received(Received received) {
      return new Trail(received.version(), eventVersion, correlationId, received.eventId());
    }

    /** After events. */
    Trail stated(int events) {
      return new Trail(commandVersion, eventVersion + events, correlationId, causationId);
    }
  }
}

package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.Breaker;
import java.time.Duration;

/**
 * How deliveries are worked off.
 *
 * @param inFlightPerEndpoint most requests at a time to one endpoint
 * @param inFlight most requests at a time in all, per replica
 * @param lease after this long without an outcome another worker may try; longer than a request can
 *     take
 * @param scanInterval how often the database is asked what is due: the net under the signals
 * @param retention how long a delivery is kept once it has ended, counted from its notification
 * @param breaker when an endpoint rests
 */
public record DeliverySettings(
    int inFlightPerEndpoint,
    int inFlight,
    Duration lease,
    Duration scanInterval,
    Duration retention,
    Breaker breaker) {

  public DeliverySettings {
    if (inFlightPerEndpoint < 1 || inFlight < inFlightPerEndpoint) {
      throw new IllegalArgumentException(
          "needs 1 <= in-flight-per-endpoint <= in-flight, got "
              + inFlightPerEndpoint
              + " and "
              + inFlight);
    }
  }
}

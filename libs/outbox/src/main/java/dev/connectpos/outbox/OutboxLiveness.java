package dev.connectpos.outbox;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Red when a restart may help: the relay gives no sign of life, or a message has been failing for
 * too long. A Kafka that is down is neither: the relay keeps trying, and the age of what waits is
 * what alarms.
 */
@Liveness
@Singleton
class OutboxLiveness implements HealthCheck {
  private final OutboxConfig config;
  private final RelayState state;
  private final Retries retries;

  OutboxLiveness(OutboxConfig config, RelayState state, Retries retries) {
    this.config = config;
    this.state = state;
    this.retries = retries;
  }

  @Override
  public HealthCheckResponse call() {
    Duration patience = config.stalledAfter();
    boolean relays = config.relay() != OutboxConfig.RelayKind.OFF;
    boolean relayAlive = !relays || state.silence().compareTo(patience) < 0;
    boolean inboxAlive = retries.longest().compareTo(patience) < 0;
    return HealthCheckResponse.named("outbox progress")
        .status(relayAlive && inboxAlive)
        .withData("relay", state.phase().name())
        .withData("unconfirmed-age-ms", state.unconfirmedAge().toMillis())
        .withData("retrying-for-ms", retries.longest().toMillis())
        .build();
  }
}

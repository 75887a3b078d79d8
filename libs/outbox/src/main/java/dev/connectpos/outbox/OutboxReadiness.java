package dev.connectpos.outbox;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Green from the first time that the relay leads or stands by. It stays so when Kafka fails later:
 * requests go on committing, and their messages wait in the database.
 */
@Readiness
@Singleton
class OutboxReadiness implements HealthCheck {
  private final OutboxConfig config;
  private final RelayState state;

  OutboxReadiness(OutboxConfig config, RelayState state) {
    this.config = config;
    this.state = state;
  }

  @Override
  public HealthCheckResponse call() {
    boolean relays = config.relay() != OutboxConfig.RelayKind.OFF;
    return HealthCheckResponse.named("outbox relay")
        .status(!relays || state.wasReady())
        .withData("relay", state.phase().name())
        .build();
  }
}

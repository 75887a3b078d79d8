package dev.connectpos.notification.bootstrap;

import dev.connectpos.notification.application.DeliverySettings;
import dev.connectpos.notification.application.Lanes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive means that the scan makes progress. A database that is away for a while is no reason to
 * restart, so the limit is minutes, not intervals.
 */
@Liveness
@ApplicationScoped
class LanesLiveness implements HealthCheck {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Lanes lanes;
  private final DeliverySettings settings;
  private final Clock clock;

  LanesLiveness(Lanes lanes, DeliverySettings settings, Clock clock) {
    this.lanes = lanes;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public HealthCheckResponse call() {
    Duration since = Duration.between(lanes.lastScan(), clock.instant());
    boolean alive = since.compareTo(PATIENCE.plus(settings.scanInterval())) < 0;
    return HealthCheckResponse.named("delivery lanes")
        .status(alive)
        .withData("seconds since the last scan", since.toSeconds())
        .build();
  }
}

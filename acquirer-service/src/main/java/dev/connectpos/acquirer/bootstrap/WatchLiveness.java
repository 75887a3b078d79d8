package dev.connectpos.acquirer.bootstrap;

import dev.connectpos.acquirer.application.PaymentWatch;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Red when nobody looks after unsettled payments any more. */
@Liveness
@Singleton
class WatchLiveness implements HealthCheck {
  private final PaymentWatch watch;
  private final AcquirerConfig config;

  WatchLiveness(PaymentWatch watch, AcquirerConfig config) {
    this.watch = watch;
    this.config = config;
  }

  @Override
  public HealthCheckResponse call() {
    var silence = watch.silence();
    return HealthCheckResponse.named("payment watch")
        .status(silence.compareTo(config.followUp().stalledAfter()) < 0)
        .withData("silent-for-ms", silence.toMillis())
        .build();
  }
}

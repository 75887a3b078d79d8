package dev.connectpos.notification.bootstrap;

import dev.connectpos.clock.ShiftableClock;
import dev.connectpos.notification.application.DeliverySettings;
import dev.connectpos.notification.application.Jitter;
import dev.connectpos.notification.application.SigningSettings;
import dev.connectpos.notification.application.StreamSettings;
import dev.connectpos.notification.domain.Breaker;
import dev.connectpos.notification.domain.DeliveryMachine;
import dev.connectpos.notification.domain.RetrySchedule;
import dev.connectpos.notification.webhook.WebhookConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Beans that are no class of their own: time, chance, and what configuration says. */
final class Wiring {

  /**
   * Attempts, their schedule, signatures and retention go by the real time: receivers compare them
   * with their own. PostgreSQL keeps microseconds; finer instants would not come back equal.
   */
  @Produces
  @Singleton
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
  }

  /** By which order-service says when something happened, and until when a key is good. */
  @Produces
  @Singleton
  @Typed(ShiftableClock.class)
  ShiftableClock businessTime() {
    return ShiftableClock.system();
  }

  @Produces
  @Singleton
  Jitter jitter() {
    int most = RetrySchedule.MAX_JITTER_PERMILLE;
    return () -> ThreadLocalRandom.current().nextInt(-most, most + 1);
  }

  @Produces
  @Singleton
  DeliveryMachine machine(DeliveryConfig config) {
    return new DeliveryMachine(new RetrySchedule(config.retryWaits(), config.unsentWait()));
  }

  @Produces
  @Singleton
  SigningSettings signing(SigningConfig config) {
    return new SigningSettings(
        config.rotateAfter(), config.lead(), config.overlap(), config.refresh());
  }

  @Produces
  @Singleton
  StreamSettings streams(StreamConfig config) {
    return new StreamSettings(
        config.heartbeat(), config.patience(), config.perAccount(), config.total());
  }

  @Produces
  @Singleton
  DeliverySettings settings(DeliveryConfig config, WebhookConfig webhook) {
    if (config.lease().compareTo(webhook.timeout().multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "connect.delivery.lease must be at least twice connect.webhook.timeout, or a slow answer"
              + " is sent twice");
    }
    return new DeliverySettings(
        config.inFlightPerEndpoint(),
        config.inFlight(),
        config.lease(),
        config.scanInterval(),
        config.retention(),
        new Breaker(
            config.breakerFailures(), config.breakerFirstRest(), config.breakerLongestRest()));
  }
}

package dev.connectpos.notification.webhook;

import dev.connectpos.notification.application.Attempt;
import dev.connectpos.notification.application.Attempted;
import dev.connectpos.notification.application.Lanes;
import dev.connectpos.notification.application.Notifications;
import dev.connectpos.notification.domain.Answer;
import dev.connectpos.notification.domain.Breaker;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What SREs watch: how fast facts go out, how attempts end, and what is late. */
@ApplicationScoped
class DeliveryMeters {
  private final MeterRegistry meters;

  DeliveryMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  void register(@Observes StartupEvent started, Lanes lanes, Notifications notifications) {
    Gauge.builder("connect.webhook.due.age", lanes, it -> it.backlogAge().toMillis() / 1000.0)
        .baseUnit("seconds")
        .description("How long the delivery that is longest due has waited, by the last scan")
        .register(meters);
    Gauge.builder("connect.webhook.in.flight", lanes, Lanes::inFlight)
        .description("Requests under way")
        .register(meters);
    breakers(lanes, "open", Breaker.State.Open.class);
    breakers(lanes, "half_open", Breaker.State.HalfOpen.class);
    FunctionCounter.builder("connect.webhook.breaker.trips", lanes, Lanes::trips)
        .description("How often an endpoint began to rest")
        .register(meters);
    FunctionCounter.builder("connect.webhook.exhausted", notifications, Notifications::exhausted)
        .description("Deliveries that ran out of attempts")
        .register(meters);
    FunctionCounter.builder("connect.webhook.disabled", notifications, Notifications::disabled)
        .description("How often an endpoint was disabled by its 410")
        .register(meters);
  }

  private void breakers(Lanes lanes, String name, Class<? extends Breaker.State> state) {
    Gauge.builder("connect.webhook.breakers", lanes, it -> it.count(state))
        .tag("state", name)
        .description("Endpoints that rest, or are tried after a rest")
        .register(meters);
  }

  void record(Attempt attempt, Attempted attempted) {
    if (attempt.number() == 0) {
      // A ping is none of the deliveries.
      return;
    }
    if (attempt.number() == 1) {
      Timer.builder("connect.webhook.first.attempt")
          .description("From the fact to the first byte sent")
          .publishPercentileHistogram()
          .minimumExpectedValue(Duration.ofMillis(1))
          .maximumExpectedValue(Duration.ofMinutes(1))
          .register(meters)
          .record(Duration.between(attempt.hook().origin().occurredAt(), attempted.at()));
    }
    meters
        .timer("connect.webhook.attempts", "outcome", outcome(attempted.answer()))
        .record(attempted.latency().toNanos(), TimeUnit.NANOSECONDS);
  }

  private static String outcome(Answer answer) {
    return switch (answer) {
      case Answer.Accepted _ -> "accepted";
      case Answer.Refused refused -> refused.status() / 100 + "xx";
      case Answer.Gone _ -> "gone";
      case Answer.Unanswered _ -> "unanswered";
      case Answer.NotSent _ -> "unsent";
    };
  }
}

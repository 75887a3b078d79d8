package dev.connectpos.acquirer.bootstrap;

import dev.connectpos.acquirer.application.Invariants;
import dev.connectpos.acquirer.application.Invariants.Finding;
import dev.connectpos.acquirer.domain.Invariant;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/** The money invariants: must be zero, and must be looked at. */
@ApplicationScoped
class InvariantGauges {
  private static final Logger LOG = Logger.getLogger(InvariantGauges.class);

  private final Invariants invariants;
  private final MeterRegistry registry;
  private final Clock clock;

  InvariantGauges(Invariants invariants, MeterRegistry registry, Clock clock) {
    this.invariants = invariants;
    this.registry = registry;
    this.clock = clock;
  }

  void register(@Observes StartupEvent event) {
    for (Invariant invariant : Invariant.values()) {
      var tags =
          Tags.of("invariant", Integer.toString(invariant.number()), "rule", invariant.code());
      gauge("connect.invariant.violations", tags, invariant, finding -> finding.broken().size());
      gauge("connect.invariant.age.seconds", tags, invariant, this::age);
    }
  }

  /** Not a number before the first look. */
  private double age(Finding finding) {
    var checkedAt = finding.checkedAt();
    return checkedAt == null
        ? Double.NaN
        : Duration.between(checkedAt, clock.instant()).toSeconds();
  }

  private void gauge(String name, Tags tags, Invariant invariant, ToDoubleFunction<Finding> value) {
    registry.gauge(name, tags, invariants, all -> value.applyAsDouble(all.finding(invariant)));
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void look() {
    for (Invariant invariant : Invariant.values()) {
      try {
        invariants.look(invariant);
      } catch (RuntimeException e) {
        // The others are looked at all the same; the age of this one alarms.
        LOG.warnf(e, "%s was not looked at", invariant.code());
      }
    }
  }
}

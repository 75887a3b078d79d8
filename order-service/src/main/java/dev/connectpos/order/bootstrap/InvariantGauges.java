package dev.connectpos.order.bootstrap;

import dev.connectpos.order.application.Invariants;
import dev.connectpos.order.application.Invariants.Finding;
import dev.connectpos.order.application.PeerUnreachableException;
import dev.connectpos.order.domain.Invariant;
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

  private void gauge(String name, Tags tags, Invariant invariant, ToDoubleFunction<Finding> value) {
    registry.gauge(name, tags, invariants, all -> value.applyAsDouble(all.finding(invariant)));
  }

  /** Not a number before the first look. */
  private double age(Finding finding) {
    var checkedAt = finding.checkedAt();
    return checkedAt == null
        ? Double.NaN
        : Duration.between(checkedAt, clock.instant()).toSeconds();
  }

  @Scheduled(
      every = "{connect.invariants.look-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void look() {
    invariants.lookAtOrders();
    try {
      invariants.lookAtCharges();
    } catch (PeerUnreachableException e) {
      LOG.warnf("captures and charges were not compared: %s", e.getMessage());
    }
  }
}

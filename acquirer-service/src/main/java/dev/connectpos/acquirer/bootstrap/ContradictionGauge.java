package dev.connectpos.acquirer.bootstrap;

import dev.connectpos.acquirer.application.Contradictions;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Must be zero; an alarm until somebody has looked. */
@ApplicationScoped
class ContradictionGauge {
  private final Contradictions contradictions;
  private final MeterRegistry registry;
  private volatile long open;

  ContradictionGauge(Contradictions contradictions, MeterRegistry registry) {
    this.contradictions = contradictions;
    this.registry = registry;
  }

  void register(@Observes StartupEvent event) {
    registry.gauge("connect.payment.contradictions", this, gauge -> gauge.open);
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void look() {
    open = contradictions.open();
  }
}

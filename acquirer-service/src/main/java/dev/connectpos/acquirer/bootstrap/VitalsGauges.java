package dev.connectpos.acquirer.bootstrap;

import dev.connectpos.acquirer.application.Inquiries;
import dev.connectpos.acquirer.application.PaymentReports.Vitals;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What must be zero, and what must not stay: looked up every few seconds, so that a scrape costs
 * nothing.
 */
@ApplicationScoped
class VitalsGauges {
  private static final List<String> UNSETTLED =
      List.of(
          "authorizing",
          "withdrawing",
          "authorization_unknown",
          "authorized",
          "reversing",
          "reversed_in_doubt",
          "undoing_late_approval",
          "held",
          "partially_captured",
          "expiring",
          "canceling");

  private final Inquiries inquiries;
  private final MeterRegistry registry;
  private volatile Vitals vitals = new Vitals(Map.of(), 0, 0, 0, 0, 0, 0);

  VitalsGauges(Inquiries inquiries, MeterRegistry registry) {
    this.inquiries = inquiries;
    this.registry = registry;
  }

  void register(@Observes StartupEvent event) {
    for (String state : UNSETTLED) {
      registry.gauge(
          "connect.payment.unsettled",
          List.of(Tag.of("state", state)),
          this,
          gauges -> gauges.vitals.unsettled().getOrDefault(state, 0L));
    }
    gauge("connect.payment.overdue", Vitals::overdue);
    gauge("connect.payment.reversal.alarm", Vitals::alarmed);
    gauge("connect.ledger.imbalance.minor", Vitals::ledgerSumMinor);
    gauge("connect.ledger.unposted.minor", Vitals::unpostedMinor);
    gauge("connect.ledger.unscheduled.minor", Vitals::unscheduledMinor);
    gauge("connect.settlement.overdue", Vitals::settlementsOverdue);
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void look() {
    vitals = inquiries.vitals();
  }

  private void gauge(String name, ToDoubleFunction<Vitals> value) {
    registry.gauge(name, this, gauges -> value.applyAsDouble(gauges.vitals));
  }
}

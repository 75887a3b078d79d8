package dev.connectpos.acquirer.bootstrap;

import dev.connectpos.acquirer.host.Iso8583CardNetwork;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;

/** Whether there is a line to the card network; without one every sale is declined. */
@ApplicationScoped
class NetworkGauge {

  void register(@Observes Startup event, Iso8583CardNetwork network, MeterRegistry registry) {
    Gauge.builder("connect_network_up", network, line -> line.isUp() ? 1 : 0)
        .description("1 while there is a line to the card network")
        .register(registry);
  }
}

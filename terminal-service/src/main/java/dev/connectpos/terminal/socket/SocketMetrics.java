package dev.connectpos.terminal.socket;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** What operators see of the sockets. */
@ApplicationScoped
class SocketMetrics {
  private final Timer orderToShow;
  private final Timer startToResult;
  private final MeterRegistry meters;

  SocketMetrics(MeterRegistry meters, OpenSockets sockets) {
    this.meters = meters;
    this.orderToShow =
        histogram(
            "connect.terminal.order.to.show",
            "From the placing of an order, or its turn in the queue, to order.show");
    this.startToResult =
        histogram("connect.terminal.start.to.result", "From payment.start to its first outcome");
    Gauge.builder("connect.terminal.sessions", sockets, OpenSockets::liveCount)
        .description("Live sessions on this replica")
        .register(meters);
  }

  private Timer histogram(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofMillis(1))
        .maximumExpectedValue(Duration.ofSeconds(60))
        .register(meters);
  }

  void orderShown(Duration after) {
    // Clocks of two hosts: a small lead must not count as a negative time.
    orderToShow.record(after.isNegative() ? Duration.ZERO : after);
  }

  void resultTold(Duration after) {
    startToResult.record(after.isNegative() ? Duration.ZERO : after);
  }

  void sessionEnded(String reason) {
    Counter.builder("connect.terminal.sessions.ended")
        .description("Sessions that ended, by reason")
        .tag("reason", reason)
        .register(meters)
        .increment();
  }
}

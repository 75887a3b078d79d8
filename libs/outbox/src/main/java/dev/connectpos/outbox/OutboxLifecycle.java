package dev.connectpos.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Starts the relay and the chores with the service, and stops them before its pool closes. */
@Singleton
class OutboxLifecycle {
  private static final Logger LOG = Logger.getLogger(OutboxLifecycle.class);
  private static final Duration SAMPLE = Duration.ofSeconds(15);
  private static final Duration UPKEEP = Duration.ofHours(1);

  private interface Chore {
    void run() throws SQLException;
  }

  /** Two threads: a replay may retry for long, and upkeep must not wait for it. */
  private final ScheduledExecutorService chores =
      Executors.newScheduledThreadPool(
          2, Thread.ofPlatform().daemon().name("outbox-chores-", 1).factory());

  private final boolean relays;
  private final RelayLoop loop;
  private final Upkeep upkeep;
  private final JdbcParkedMessages parked;
  private final Retries retries;
  private final DataSource dataSource;
  private final Slot slot;
  private volatile long slotLagBytes;
  private volatile long parkedMessages;

  OutboxLifecycle(
      OutboxConfig config,
      RelaySettings settings,
      RelayLoop loop,
      Upkeep upkeep,
      JdbcParkedMessages parked,
      Retries retries,
      DataSource dataSource) {
    this.relays = config.relay() != OutboxConfig.RelayKind.OFF;
    this.loop = loop;
    this.upkeep = upkeep;
    this.parked = parked;
    this.retries = retries;
    this.dataSource = dataSource;
    this.slot = new Slot(settings.slot());
  }

  void start(@Observes @Priority(1) StartupEvent event, MeterRegistry metrics, RelayState state) {
    TimeGauge.builder(
            "outbox.unconfirmed.age",
            () -> state.unconfirmedAge().toMillis(),
            TimeUnit.MILLISECONDS)
        .description("how long the oldest message that Kafka has not acknowledged is waiting")
        .register(metrics);
    Gauge.builder("outbox.leader", () -> state.phase() == RelayState.Phase.LEADING ? 1 : 0)
        .description("1 in the replica that relays")
        .register(metrics);
    Gauge.builder("outbox.slot.lag", () -> slotLagBytes)
        .baseUnit("bytes")
        .description("write-ahead log written since the slot's confirmed position")
        .register(metrics);
    Gauge.builder("outbox.parked", () -> parkedMessages)
        .description("messages, consumed or produced, that wait for an operator")
        .register(metrics);
    if (relays) {
      loop.start();
      every(UPKEEP, upkeep::run);
    }
    every(SAMPLE, this::sample);
    every(SAMPLE, parked::replayByItself);
  }

  void stop(@Observes @Priority(1) ShutdownEvent event) {
    retries.stop();
    chores.shutdownNow();
    if (relays) {
      loop.close();
    }
  }

  private void sample() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      slotLagBytes = slot.lagBytes(connection);
      parkedMessages = ParkedRows.count(connection);
    }
  }

  private void every(Duration period, Chore chore) {
    Runnable guarded =
        () -> {
          try {
            chore.run();
          } catch (SQLException | RuntimeException e) {
            LOG.warnf("a chore of the outbox failed and is tried again in %s: %s", period, e);
          }
        };
    var _ = chores.scheduleWithFixedDelay(guarded, 0, period.toMillis(), TimeUnit.MILLISECONDS);
  }
}

package dev.connectpos.clock;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Puts a service's clock forward, so that rules of 7 days, of midnight and of 180 days can be tried
 * by anybody. How far it is ahead is one row of the service's own table {@code test_clock}, from
 * which every replica, and a service after its restart, shows the same time.
 *
 * <p>Where {@code connect.test-clock.enabled} is false, as in production, nothing moves the clock:
 * the row is neither written nor read.
 */
@ApplicationScoped
public class TestClock {
  private static final Logger LOG = Logger.getLogger(TestClock.class);

  /** Before whatever looks at the clock when it starts. */
  private static final int BEFORE_OTHERS = 1;

  private static final String READ = "SELECT ahead_micros FROM test_clock";

  /** A row without a version is older than the events that state it; it is stated once more. */
  private static final String PUT_FORWARD =
      """
      INSERT INTO test_clock (ahead_micros, version) VALUES (?, 1)
      ON CONFLICT (only_row) DO UPDATE
        SET ahead_micros = excluded.ahead_micros, version = test_clock.version + 1
        WHERE test_clock.ahead_micros < excluded.ahead_micros
          OR (test_clock.ahead_micros = excluded.ahead_micros AND test_clock.version = 0)
      RETURNING version
      """;

  private final ShiftableClock clock;
  private final DataSource dataSource;
  private final TransactionSynchronizationRegistry transaction;
  private final Event<ClockPutForward> jumps;
  private final boolean enabled;

  TestClock(
      ShiftableClock clock,
      DataSource dataSource,
      TransactionSynchronizationRegistry transaction,
      Event<ClockPutForward> jumps,
      MeterRegistry meters,
      @ConfigProperty(name = "connect.test-clock.enabled") boolean enabled) {
    this.clock = clock;
    this.dataSource = dataSource;
    this.transaction = transaction;
    this.jumps = jumps;
    this.enabled = enabled;
    TimeGauge.builder(
            "connect.test.clock.ahead",
            clock,
            TimeUnit.SECONDS,
            shown -> shown.ahead().toMillis() / 1000.0)
        .description("How far business time is ahead of the real one; 0 in production")
        .register(meters);
  }

  /**
   * What the clock shows.
   *
   * @param ahead of the real time
   * @param now as every rule of the service sees it
   */
  public record Reading(Duration ahead, Instant now) {}

  /** Whether this system has a clock that may be put forward. */
  public boolean isEnabled() {
    return enabled;
  }

  /** What the clock shows. */
  public Reading read() {
    return new Reading(clock.ahead(), clock.instant());
  }

  /**
   * Puts the clock forward with the caller's transaction: it shows the new time once that is
   * committed.
   *
   * @param ahead in all, not in addition
   * @return which change of the clock this is, from 1; empty if it is as far already
   * @throws IllegalStateException where the clock is not enabled
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public OptionalLong putForward(Duration ahead) {
    if (!enabled) {
      throw new IllegalStateException("this system's clock cannot be put forward");
    }
    return keep(ahead);
  }

  /**
   * Takes over what another service was told. Ignored, with a warning, where the clock is not
   * enabled: somebody mixed up two systems, and ours has real money.
   *
   * @param ahead in all, not in addition
   * @return whether the clock was not as far yet
   */
  @Transactional
  public boolean follow(Duration ahead) {
    if (!enabled) {
      LOG.warnf("a test clock was put forward by %s elsewhere; this system ignores it", ahead);
      return false;
    }
    return keep(ahead).isPresent();
  }

  private OptionalLong keep(Duration ahead) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement upsert = connection.prepareStatement(PUT_FORWARD)) {
      upsert.setLong(1, TimeUnit.NANOSECONDS.toMicros(ahead.toNanos()));
      try (ResultSet row = upsert.executeQuery()) {
        if (!row.next()) {
          return OptionalLong.empty();
        }
        transaction.registerInterposedSynchronization(new ShownWhenCommitted(ahead));
        return OptionalLong.of(row.getLong(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the clock's row cannot be written", e);
    }
  }

  private final class ShownWhenCommitted implements Synchronization {
    private final Duration ahead;

    ShownWhenCommitted(Duration ahead) {
      this.ahead = ahead;
    }

    @Override
    public void beforeCompletion() {}

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED) {
        show(ahead);
      }
    }
  }

  private void show(Duration ahead) {
    if (clock.putForward(ahead)) {
      LOG.warnf("the clock was put forward; it is %s ahead of the real time", ahead);
      jumps.fire(new ClockPutForward(ahead));
    }
  }

  void start(@Observes @Priority(BEFORE_OTHERS) StartupEvent event) {
    adopt();
  }

  /** Shows what is kept, after a start or from another replica. */
  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void adopt() {
    if (!enabled) {
      return;
    }
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = connection.prepareStatement(READ);
        ResultSet row = query.executeQuery()) {
      if (row.next()) {
        show(Duration.of(row.getLong(1), ChronoUnit.MICROS));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the clock's row cannot be read", e);
    }
  }
}

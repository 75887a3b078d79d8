package dev.connectpos.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The fallback for databases without logical replication: one leader at a time, by an advisory lock
 * that ends with its connection, sends from the table.
 *
 * <p>One leader and not one per share of the aggregates: a single pipelined sender keeps up with
 * more than the database can commit, and there is less to get wrong.
 */
final class PollRelay implements Relay {
  private static final Duration STANDBY_PAUSE = Duration.ofMillis(200);
  private static final long RISE_NANOS = Duration.ofSeconds(1).toNanos();

  private final RelaySettings settings;
  private final Publisher.Source publishers;
  private final Quarantine quarantine;
  private final RelayState state;

  PollRelay(
      RelaySettings settings,
      Publisher.Source publishers,
      Quarantine quarantine,
      RelayState state) {
    this.settings = settings;
    this.publishers = publishers;
    this.quarantine = quarantine;
    this.state = state;
  }

  @Override
  public void run(Stop stop) throws SQLException, InterruptedException {
    try (Connection connection = settings.database().open()) {
      while (!stop.requested()) {
        if (Progress.tryLock(connection)) {
          lead(connection, stop);
        } else {
          state.standby();
          stop.pause(STANDBY_PAUSE);
        }
      }
    }
  }

  private void lead(Connection connection, Stop stop) throws SQLException, InterruptedException {
    var leftOver = new Slot(settings.slot());
    leftOver.abandon(connection);
    quarantine.load(connection);
    long floor = settings.progress().floor(connection);
    try (Publisher publisher = publishers.open()) {
      var limits = new Backlog.Limits(floor, settings.batch());
      var backlog = new Backlog(connection, publisher, quarantine, limits);
      state.leading(backlog::oldest);
      long risenAt = System.nanoTime();
      while (!stop.requested()) {
        int found = backlog.turn();
        state.confirmed();
        if (System.nanoTime() - risenAt > RISE_NANOS) {
          risenAt = System.nanoTime();
          // A slot of relay=wal would pin the log for ever; a replica yet to be replaced may hold
          // it.
          leftOver.abandon(connection);
          @Nullable Instant confirmedThrough = backlog.rise();
          if (confirmedThrough != null) {
            Progress.move(connection, confirmedThrough);
          }
        }
        if (found < settings.batch()) {
          stop.pause(settings.pollInterval());
        }
      }
    }
  }
}

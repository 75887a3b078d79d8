package dev.connectpos.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * How far the relay came, kept in the database for whoever leads next: every row that was committed
 * before {@code confirmed_through} is in Kafka.
 *
 * <p>Kept here and not read off the ends of the topics, because a topic may have several producers,
 * and because while one partition is unavailable the ends of the others run ahead of it.
 */
final class Progress {
  // Transactional, so that the commit is flushed and comes out of the slot at once; the message is
  // needed because transactions without published changes are not sent. It waits for no standby:
  // without one it would hang, and progress that a failover takes back costs duplicates only.
  private static final String BEAT =
      """
      WITH moved AS (
        UPDATE outbox_progress SET confirmed_through = greatest(confirmed_through, ?) RETURNING 1)
      SELECT set_config('synchronous_commit', 'local', true),
        pg_logical_emit_message(true, 'connect.outbox', '') FROM moved
      """;

  private static final String FLOOR =
      """
      SELECT coalesce(max(id), 0) FROM outbox
      WHERE inserted_at < (SELECT confirmed_through FROM outbox_progress) - ?::interval
      """;

  private static final String LOCK = "SELECT pg_try_advisory_lock(hashtext('connect.outbox'))";
  private static final String UNLOCK = "SELECT pg_advisory_unlock(hashtext('connect.outbox'))";

  private final Duration margin;

  Progress(Duration margin) {
    this.margin = margin;
  }

  /** Notes the progress of the slot's reader, and writes the heartbeat that moves the slot. */
  static void beat(Connection connection, Instant confirmedThrough) throws SQLException {
    try (PreparedStatement beat = connection.prepareStatement(BEAT)) {
      beat.setObject(1, confirmedThrough.atOffset(ZoneOffset.UTC));
      beat.execute();
    }
  }

  /** Notes the progress of whoever sends from the table. */
  static void move(Connection connection, Instant confirmedThrough) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE outbox_progress SET confirmed_through = greatest(confirmed_through, ?)")) {
      update.setObject(1, confirmedThrough.atOffset(ZoneOffset.UTC));
      update.execute();
    }
  }

  /**
   * An id with no unsent row at or below it, now or later: every row up to it is older than the
   * last confirmation by more than any transaction lasts.
   */
  long floor(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(FLOOR)) {
      query.setString(1, margin.toString());
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Says whether the slot has everything that is not confirmed. */
  static void slotComplete(Connection connection, boolean complete) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE outbox_progress SET slot_complete = ?")) {
      update.setBoolean(1, complete);
      update.execute();
    }
  }

  /** Takes the lock of the one who sends from the table; held until the connection ends. */
  static boolean tryLock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(LOCK)) {
      return row.next() && row.getBoolean(1);
    }
  }

  static void unlock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(UNLOCK);
    }
  }
}

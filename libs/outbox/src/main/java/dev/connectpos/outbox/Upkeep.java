package dev.connectpos.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Keeps the table's days: makes those to come, drops those past retention of which everything is
 * confirmed. By one replica at a time; locks that are not free within a second are left for the
 * next turn, so that no append ever waits longer than that.
 */
final class Upkeep {
  private static final Logger LOG = Logger.getLogger(Upkeep.class);
  private static final int DAYS_AHEAD = 3;

  private static final String DROPPABLE =
      """
      SELECT child.relname FROM pg_inherits
      JOIN pg_class child ON child.oid = inhrelid
      WHERE inhparent = 'outbox'::regclass AND child.relname ~ '^outbox_[0-9]{8}$'
        AND child.relname < 'outbox_' || to_char((SELECT least(now() - ?::interval,
            confirmed_through - ?::interval) FROM outbox_progress) AT TIME ZONE 'UTC', 'YYYYMMDD')
      ORDER BY 1
      """;

  private static final String PURGE =
      """
      DELETE FROM outbox_default WHERE inserted_at <
        (SELECT least(now() - ?::interval, confirmed_through - ?::interval) FROM outbox_progress)
      """;

  private final Database database;
  private final Progress progress;
  private final Duration retention;
  private final Duration margin;

  Upkeep(Database database, Progress progress, Duration retention, Duration margin) {
    this.database = database;
    this.progress = progress;
    this.retention = retention;
    this.margin = margin;
  }

  void run() throws SQLException {
    try (Connection connection = database.open();
        Statement statement = connection.createStatement()) {
      statement.execute("SET lock_timeout = '1s'");
      try (ResultSet row =
          statement.executeQuery("SELECT pg_try_advisory_lock(hashtext('connect.upkeep'))")) {
        row.next();
        if (!row.getBoolean(1)) {
          return;
        }
      }
      for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
        attempt(
            statement, "SELECT outbox_add_day((now() AT TIME ZONE 'UTC')::date + " + ahead + ")");
      }
      for (String day : droppable(connection)) {
        attempt(statement, "DROP TABLE " + day);
      }
      purge(connection);
    }
  }

  private static void attempt(Statement statement, String sql) {
    try {
      statement.execute(sql);
    } catch (SQLException e) {
      LOG.warnf("upkeep of the outbox did not get through, will try again: %s: %s", sql, e);
    }
  }

  private List<String> droppable(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(DROPPABLE)) {
      bindCutoff(query);
      try (ResultSet row = query.executeQuery()) {
        var days = new ArrayList<String>();
        while (row.next()) {
          days.add(row.getString(1));
        }
        return days;
      }
    }
  }

  /** The default partition, rarely used, cannot be dropped; nor can single marks. */
  private void purge(Connection connection) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(PURGE)) {
      bindCutoff(delete);
      delete.executeUpdate();
    }
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM outbox_sent WHERE id <= ?")) {
      delete.setLong(1, progress.floor(connection));
      delete.executeUpdate();
    }
  }

  private void bindCutoff(PreparedStatement statement) throws SQLException {
    statement.setString(1, retention.toString());
    statement.setString(2, margin.toString());
  }
}

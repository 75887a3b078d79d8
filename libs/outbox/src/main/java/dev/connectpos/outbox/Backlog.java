package dev.connectpos.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends from the table: the rows that are visible and not marked as sent, in the order of their
 * ids, and marks them once Kafka has them. For one sender at a time, who holds the lock.
 *
 * <p>Why this is right though ids do not commit in order: an aggregate's rows are inserted while
 * its own row is locked, so if its message k+1 is visible, so is k, with the smaller id. A row of
 * another aggregate that becomes visible late is simply found by a later turn: it is not marked.
 *
 * <p>How the work of a turn stays bounded: rows at or below {@code floor} are not looked at. The
 * floor is not the last id seen but a proof that nothing unsent can be below it, see {@link #rise}.
 */
final class Backlog {
  private static final String UNSENT =
      "SELECT "
          + OutboxRow.COLUMNS
          + " FROM outbox o WHERE id > ?"
          + " AND NOT EXISTS (SELECT FROM outbox_sent s WHERE s.id = o.id) ORDER BY id LIMIT ?";

  private static final String MARK =
      "INSERT INTO outbox_sent SELECT unnest(?) ON CONFLICT DO NOTHING";

  private static final String LAST_ID =
      "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM outbox_id_seq";

  private static final String SNAPSHOT =
      "SELECT pg_snapshot_xmax(pg_current_snapshot())::text, clock_timestamp()";

  // Transactions without an id of their own yet may have taken a row's id already, hence both.
  private static final String SETTLED =
      """
      SELECT pg_snapshot_xmin(pg_current_snapshot()) >= ?::xid8
          AND NOT EXISTS (SELECT FROM pg_stat_activity
              WHERE datname = current_database() AND backend_type = 'client backend'
                AND pid <> pg_backend_pid() AND xact_start < ?),
        (SELECT min(id) FROM outbox o WHERE id > ? AND id <= ?
          AND NOT EXISTS (SELECT FROM outbox_sent s WHERE s.id = o.id))
      """;

  /** An id, and what must have ended before no row can appear at or below it. */
  private record Mark(long id, String xmax, OffsetDateTime at) {}

  private final Connection connection;
  private final Publisher publisher;
  private final Quarantine quarantine;
  private final int batch;
  private long floor;
  private @Nullable Mark mark;
  private volatile @Nullable Instant oldest;

  Backlog(Connection connection, Publisher publisher, Quarantine quarantine, Limits limits) {
    this.connection = connection;
    this.publisher = publisher;
    this.quarantine = quarantine;
    this.batch = limits.batch();
    this.floor = limits.floor();
  }

  /**
   * Where to start and how much to do.
   *
   * @param floor an id with nothing unsent at or below it, now or later
   * @param batch how many rows to send in one turn
   */
  record Limits(long floor, int batch) {}

  /** Sends up to one batch and answers how many rows it found. */
  int turn() throws SQLException {
    List<OutboxRow> rows = unsent();
    if (rows.isEmpty()) {
      return 0;
    }
    oldest = rows.getFirst().insertedAt();
    for (OutboxRow row : rows) {
      if (!quarantine.takes(connection, row)) {
        publisher.publish(row, () -> {});
      }
    }
    publisher.flush();
    mark(rows);
    oldest = null;
    return rows.size();
  }

  /** Since when the oldest row of the running turn is there; null between turns. */
  @Nullable Instant oldest() {
    return oldest;
  }

  /**
   * Raises the floor, if it can: notes the last id given out; once every transaction that was open
   * at that moment has ended, no row can appear at or below it any more, and what is unsent there
   * can be seen.
   *
   * @return the moment up to which all commits are sent, or null if that is not known now
   */
  @Nullable Instant rise() throws SQLException {
    Mark reached = mark;
    if (reached == null) {
      mark = newMark();
      return null;
    }
    try (PreparedStatement query = connection.prepareStatement(SETTLED)) {
      query.setString(1, reached.xmax());
      query.setObject(2, reached.at());
      query.setLong(3, floor);
      query.setLong(4, reached.id());
      try (ResultSet row = query.executeQuery()) {
        row.next();
        if (!row.getBoolean(1)) {
          return null;
        }
        long firstUnsent = row.getLong(2);
        if (!row.wasNull()) {
          floor = Math.max(floor, firstUnsent - 1);
          return null;
        }
      }
    }
    floor = Math.max(floor, reached.id());
    mark = newMark();
    return reached.at().toInstant();
  }

  private Mark newMark() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      long id;
      try (ResultSet row = statement.executeQuery(LAST_ID)) {
        row.next();
        id = row.getLong(1);
      }
      // After the id was read, so that whoever was given it is among those who must end.
      try (ResultSet row = statement.executeQuery(SNAPSHOT)) {
        row.next();
        return new Mark(id, row.getString(1), row.getObject(2, OffsetDateTime.class));
      }
    }
  }

  private List<OutboxRow> unsent() throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(UNSENT)) {
      query.setLong(1, floor);
      query.setInt(2, batch);
      try (ResultSet row = query.executeQuery()) {
        var rows = new ArrayList<OutboxRow>();
        while (row.next()) {
          rows.add(OutboxRow.from(row));
        }
        return rows;
      }
    }
  }

  private void mark(List<OutboxRow> rows) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(MARK)) {
      insert.setArray(
          1, connection.createArrayOf("bigint", rows.stream().map(OutboxRow::id).toArray()));
      insert.executeUpdate();
    }
  }
}

package dev.connectpos.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The logical replication slot as the database sees it. */
final class Slot {

  enum Condition {
    ABSENT,
    /** It fell behind {@code max_slot_wal_keep_size}; what it had is gone. */
    LOST,
    /** It may lack rows that were committed before it was made. */
    INCOMPLETE,
    /** Someone reads it. */
    TAKEN,
    READY
  }

  private static final String LOOK =
      """
      SELECT s.slot_name IS NOT NULL AS present, s.wal_status = 'lost' AS lost,
        s.active_pid IS NOT NULL AS taken, s.database = current_database() AS ours, p.slot_complete
      FROM outbox_progress p LEFT JOIN pg_replication_slots s ON s.slot_name = ?
      """;

  private static final String LAG =
      """
      SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)
      FROM pg_replication_slots WHERE slot_name = ?
      """;

  private static final String DROP =
      """
      SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots
      WHERE slot_name = ? AND database = current_database() AND NOT active
      """;

  private static final String MAKE = "SELECT pg_create_logical_replication_slot(?, 'pgoutput')";

  // Kept up to date on the standbys too, where they are told to, so that it survives a failover.
  private static final String MAKE_FOR_FAILOVER =
      "SELECT pg_create_logical_replication_slot(?, 'pgoutput', false, false, true)";

  private static final int FAILOVER_SINCE = 17;

  private final String name;

  Slot(String name) {
    this.name = name;
  }

  /**
   * @throws IllegalStateException if the slot belongs to another database of the server
   */
  Condition look(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(LOOK)) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        if (!row.getBoolean("present")) {
          return Condition.ABSENT;
        }
        if (!row.getBoolean("ours")) {
          throw new IllegalStateException(
              "slot " + name + " belongs to another database; set connect.outbox.slot");
        }
        if (row.getBoolean("lost")) {
          return Condition.LOST;
        }
        if (row.getBoolean("taken")) {
          return Condition.TAKEN;
        }
        return row.getBoolean("slot_complete") ? Condition.READY : Condition.INCOMPLETE;
      }
    }
  }

  /** Leaves an empty slot that starts now, whatever was there. */
  void make(Connection connection, Condition found) throws SQLException {
    if (found == Condition.LOST) {
      call(connection, DROP);
    }
    if (found != Condition.INCOMPLETE) {
      // Waits until every transaction that is open now has ended, however long that takes.
      int timeout = connection.getNetworkTimeout();
      connection.setNetworkTimeout(Runnable::run, 0);
      boolean failover = connection.getMetaData().getDatabaseMajorVersion() >= FAILOVER_SINCE;
      call(connection, failover ? MAKE_FOR_FAILOVER : MAKE);
      connection.setNetworkTimeout(Runnable::run, timeout);
    }
  }

  /** Drops the slot if no one reads it; what it has is sent from the table, now or by the next. */
  void abandon(Connection connection) throws SQLException {
    Progress.slotComplete(connection, false);
    call(connection, DROP);
  }

  /**
   * True if a relay that is down for long lets the log fill the disk, instead of losing its slot.
   */
  static boolean unlimited(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("SHOW max_slot_wal_keep_size");
        ResultSet row = query.executeQuery()) {
      return row.next() && "-1".equals(row.getString(1));
    }
  }

  /** Bytes of log written since the confirmed position; 0 if there is no slot. */
  long lagBytes(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(LAG)) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  private void call(Connection connection, String sql) throws SQLException {
    try (PreparedStatement call = connection.prepareStatement(sql)) {
      call.setString(1, name);
      call.execute();
    }
  }
}

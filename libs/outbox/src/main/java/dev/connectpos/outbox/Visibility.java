package dev.connectpos.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Tells which commits of the log every session can see (docs/adr/0013). The log tells of a commit
 * once it is on this server's disk: before the wait for a synchronous standby has ended, so that a
 * failover could still take it back.
 */
final class Visibility implements AutoCloseable {
  private final PreparedStatement query;
  private Snapshot known = Snapshot.NONE;

  Visibility(Connection connection) throws SQLException {
    this.query = connection.prepareStatement("SELECT pg_current_snapshot()::text");
  }

  /** Whether a commit can be seen; asks the server only if the last answer does not say so. */
  boolean shows(int xid) throws SQLException {
    if (known.hasEnded(xid)) {
      return true;
    }
    try (ResultSet row = query.executeQuery()) {
      row.next();
      known = Snapshot.parse(row.getString(1));
    }
    return known.hasEnded(xid);
  }

  @Override
  public void close() throws SQLException {
    query.close();
  }
}

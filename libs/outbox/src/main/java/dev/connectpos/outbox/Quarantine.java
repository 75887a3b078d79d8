package dev.connectpos.outbox;

import dev.connectpos.outbox.ParkedRows.Cause;
import dev.connectpos.outbox.ParkedRows.Direction;
import dev.connectpos.outbox.Parking.Reason;
import dev.connectpos.outbox.WireMessage.Aggregate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps rows that Kafka can never take (too large) from holding up all others, without letting any
 * later message of the same aggregate overtake them.
 *
 * <ol>
 *   <li>Kafka refuses a row: its id is remembered here, and the session ends.
 *   <li>The next session meets the row again, parks it instead of sending it, and goes on.
 *   <li>Later rows of the aggregate are parked behind it, until an operator has them replayed, as
 *       new rows with the old event ids.
 *   <li>Should the old rows be met once more, since the slot was lost, they are passed over: the
 *       new ones stand for them.
 * </ol>
 */
final class Quarantine {
  private final Set<Long> refused = ConcurrentHashMap.newKeySet();
  private final Set<Aggregate> held = new HashSet<>();
  private final Map<UUID, Instant> resolved = new HashMap<>();

  /** Kafka refused the row for good. Called from the producer's thread. */
  void refused(long rowId) {
    refused.add(rowId);
  }

  /**
   * Learns which aggregates wait and what waits no more, at the start of a session. What is
   * resolved later in the session was met in it before, or its row comes behind.
   */
  void load(Connection connection) throws SQLException {
    resolved.clear();
    resolved.putAll(ParkedRows.resolved(connection, Direction.OUT));
    held.clear();
    held.addAll(ParkedRows.aggregates(connection, Direction.OUT, EnumSet.allOf(Reason.class)));
  }

  /** Parks the row if it must not be sent. Answers true if it is not to be sent. */
  boolean takes(Connection connection, OutboxRow row) throws SQLException {
    Instant resolvedAt = resolved.get(row.message().eventId());
    if (resolvedAt != null && row.insertedAt().isBefore(resolvedAt)) {
      return true;
    }
    Aggregate aggregate = row.message().aggregate();
    if (refused.contains(row.id())) {
      park(connection, row, new Cause(Reason.REFUSED, "Kafka refuses it, as too large"));
      held.add(aggregate);
      return true;
    }
    if (!held.contains(aggregate)) {
      return false;
    }
    if (!ParkedRows.waitsToLeave(connection, aggregate)) {
      held.remove(aggregate);
      return false;
    }
    park(connection, row, new Cause(Reason.BEHIND, null));
    return true;
  }

  private static void park(Connection connection, OutboxRow row, Cause cause) throws SQLException {
    ParkedRows.insert(connection, Direction.OUT, row.message(), cause);
  }
}

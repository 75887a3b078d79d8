package dev.connectpos.outbox;

import dev.connectpos.outbox.ParkedMessages.Waiting;
import dev.connectpos.outbox.Parking.Parked;
import dev.connectpos.outbox.Parking.Reason;
import dev.connectpos.outbox.WireMessage.Aggregate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code parked_message}, on a connection of the caller's. */
final class ParkedRows {

  /** On which side of Kafka a message waits; the names in the database are in lower case. */
  enum Direction {
    /** Consumed, waiting to be applied. */
    IN,
    /** Produced, waiting to be sent. */
    OUT;

    private String column() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How many messages of an aggregate are read at once. */
  static final int PAGE = 100;

  private static final String INSERT =
      """
      INSERT INTO parked_message (direction, topic, message_key, event_id, aggregate_type,
          aggregate_version, type, payload, occurred_at, correlation_id, causation_id, traceparent,
          reason, detail)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (direction, topic, message_key, event_id) DO UPDATE
        SET resolved_at = NULL, reason = excluded.reason, detail = excluded.detail, parked_at = now()
        WHERE parked_message.resolved_at IS NOT NULL
      """;

  private static final String WAITING =
      """
      SELECT * FROM parked_message
      WHERE direction = ? AND topic = ? AND message_key = ? AND aggregate_type = ?
        AND resolved_at IS NULL
      ORDER BY aggregate_version, id LIMIT %d
      """
          .formatted(PAGE);

  private static final String WAITS =
      """
      SELECT 1 FROM parked_message
      WHERE direction = 'out' AND topic = ? AND message_key = ? AND aggregate_type = ?
        AND resolved_at IS NULL
      LIMIT 1
      """;

  // What no outbox wrote holds nothing up: no one can say what would come after it.
  private static final String HELD =
      """
      SELECT topic, aggregate_type, message_key, min(aggregate_version)
      FROM parked_message
      WHERE direction = 'in' AND topic = ? AND message_key = ANY (?)
        AND resolved_at IS NULL AND reason <> 'unreadable'
      GROUP BY 1, 2, 3
      """;

  private static final String LIST =
      """
      SELECT * FROM parked_message WHERE resolved_at IS NULL AND id > ? ORDER BY id LIMIT ?
      """;

  private static final String RESOLVED =
      """
      SELECT event_id, resolved_at FROM parked_message
      WHERE direction = ? AND resolved_at IS NOT NULL
      """;

  private static final String AGGREGATES =
      """
      SELECT DISTINCT topic, aggregate_type, message_key FROM parked_message
      WHERE direction = ? AND resolved_at IS NULL AND reason = ANY (?)
      """;

  private ParkedRows() {}

  /** Keeps a message; one that waits already stays as it is. */
  static void insert(Connection connection, Direction direction, WireMessage message, Cause cause)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, direction.column());
      insert.setString(2, message.topic());
      insert.setString(3, message.key());
      insert.setObject(4, message.eventId());
      insert.setString(5, message.aggregateType());
      insert.setLong(6, message.aggregateVersion());
      insert.setString(7, message.type());
      insert.setBytes(8, message.payload());
      insert.setObject(9, message.occurredAt().atOffset(ZoneOffset.UTC));
      insert.setString(10, message.correlationId());
      insert.setObject(11, message.causationId());
      insert.setString(12, message.traceparent());
      insert.setString(13, column(cause.reason()));
      insert.setString(14, cause.detail());
      insert.executeUpdate();
    }
  }

  /** Why a message waits, for the program and for the operator. */
  record Cause(Reason reason, @Nullable String detail) {}

  static List<Parked> waiting(Connection connection, Direction direction, Aggregate aggregate)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(WAITING)) {
      query.setString(1, direction.column());
      query.setString(2, aggregate.topic());
      query.setString(3, aggregate.id());
      query.setString(4, aggregate.type());
      try (ResultSet row = query.executeQuery()) {
        var waiting = new ArrayList<Parked>();
        while (row.next()) {
          waiting.add(parked(row));
        }
        return waiting;
      }
    }
  }

  /** Whether a produced message of the aggregate waits. */
  static boolean waitsToLeave(Connection connection, Aggregate aggregate) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(WAITS)) {
      query.setString(1, aggregate.topic());
      query.setString(2, aggregate.id());
      query.setString(3, aggregate.type());
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  static Map<Aggregate, Long> heldFrom(Connection connection, String topic, Collection<String> keys)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(HELD)) {
      query.setString(1, topic);
      query.setArray(2, connection.createArrayOf("text", keys.toArray()));
      try (ResultSet row = query.executeQuery()) {
        var held = new HashMap<Aggregate, Long>();
        while (row.next()) {
          held.put(aggregate(row), row.getLong(4));
        }
        return held;
      }
    }
  }

  /** The aggregates of which a message waits for one of the reasons. */
  static List<Aggregate> aggregates(
      Connection connection, Direction direction, Collection<Reason> reasons) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(AGGREGATES)) {
      query.setString(1, direction.column());
      query.setArray(
          2, connection.createArrayOf("text", reasons.stream().map(r -> column(r)).toArray()));
      try (ResultSet row = query.executeQuery()) {
        var aggregates = new ArrayList<Aggregate>();
        while (row.next()) {
          aggregates.add(aggregate(row));
        }
        return aggregates;
      }
    }
  }

  /** What waits on both sides, in the order of parking. */
  static List<Waiting> list(Connection connection, long afterId, int limit) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(LIST)) {
      query.setLong(1, afterId);
      query.setInt(2, limit);
      try (ResultSet row = query.executeQuery()) {
        var waiting = new ArrayList<Waiting>();
        while (row.next()) {
          waiting.add(listed(row));
        }
        return waiting;
      }
    }
  }

  /** What waits no more, by event, with the moment since when. */
  static Map<UUID, Instant> resolved(Connection connection, Direction direction)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(RESOLVED)) {
      query.setString(1, direction.column());
      try (ResultSet row = query.executeQuery()) {
        var resolved = new HashMap<UUID, Instant>();
        while (row.next()) {
          resolved.put(
              row.getObject(1, UUID.class), row.getObject(2, OffsetDateTime.class).toInstant());
        }
        return resolved;
      }
    }
  }

  static void resolve(Connection connection, long id) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE parked_message SET resolved_at = now() WHERE id = ?")) {
      update.setLong(1, id);
      update.executeUpdate();
    }
  }

  /** How many messages wait, on both sides. */
  static long count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM parked_message WHERE resolved_at IS NULL")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Aggregate aggregate(ResultSet row) throws SQLException {
    return new Aggregate(
        row.getString("topic"), row.getString("aggregate_type"), row.getString("message_key"));
  }

  private static Waiting listed(ResultSet row) throws SQLException {
    return new Waiting(
        row.getLong("id"),
        row.getString("direction").equals(Direction.IN.column()),
        row.getString("topic"),
        row.getString("message_key"),
        row.getString("aggregate_type"),
        row.getLong("aggregate_version"),
        row.getObject("event_id", UUID.class),
        row.getString("type"),
        row.getString("reason"),
        row.getString("detail"),
        row.getObject("parked_at", OffsetDateTime.class).toInstant());
  }

  private static Parked parked(ResultSet row) throws SQLException {
    return new Parked(
        row.getLong("id"),
        new WireMessage(
            row.getString("topic"),
            row.getString("message_key"),
            row.getObject("event_id", UUID.class),
            row.getString("type"),
            row.getString("aggregate_type"),
            row.getLong("aggregate_version"),
            row.getBytes("payload"),
            row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
            row.getString("correlation_id"),
            row.getObject("causation_id", UUID.class),
            row.getString("traceparent")),
        Reason.valueOf(row.getString("reason").toUpperCase(Locale.ROOT)));
  }

  private static String column(Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }
}

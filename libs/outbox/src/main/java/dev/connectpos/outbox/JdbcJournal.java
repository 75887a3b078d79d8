package dev.connectpos.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The journal is the table {@code outbox}. */
@ApplicationScoped
class JdbcJournal implements Journal {
  private static final String FIND =
      """
      SELECT event_id, type, topic, aggregate_type, aggregate_id, aggregate_version,
          correlation_id, causation_id, occurred_at, inserted_at
      FROM outbox WHERE correlation_id = ANY (?) OR aggregate_id = ANY (?)
      ORDER BY id LIMIT ?
      """;

  // A message that was parked and replayed has two rows that say the same.
  private static final String MESSAGES =
      """
      SELECT DISTINCT ON (topic, aggregate_version) event_id, type, topic, aggregate_type,
          aggregate_id, aggregate_version, correlation_id, causation_id, occurred_at, payload
      FROM outbox WHERE aggregate_id = ? AND aggregate_type = ?
      ORDER BY topic, aggregate_version LIMIT ?
      """;

  private final DataSource dataSource;

  JdbcJournal(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public List<Entry> find(
      Collection<String> correlationIds, Collection<String> aggregateIds, int limit) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = connection.prepareStatement(FIND)) {
      query.setArray(1, texts(connection, correlationIds));
      query.setArray(2, texts(connection, aggregateIds));
      query.setInt(3, limit);
      try (ResultSet row = query.executeQuery()) {
        var entries = new ArrayList<Entry>();
        while (row.next()) {
          entries.add(entry(row));
        }
        return entries;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the journal cannot be read", e);
    }
  }

  @Override
  public List<OutboxMessage> messages(String aggregateType, String aggregateId, int limit) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = connection.prepareStatement(MESSAGES)) {
      query.setString(1, aggregateId);
      query.setString(2, aggregateType);
      query.setInt(3, limit);
      try (ResultSet row = query.executeQuery()) {
        var messages = new ArrayList<OutboxMessage>();
        while (row.next()) {
          messages.add(message(row));
        }
        return messages;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the journal cannot be read", e);
    }
  }

  private static OutboxMessage message(ResultSet row) throws SQLException {
    return new OutboxMessage(
        row.getObject("event_id", UUID.class),
        row.getString("aggregate_type"),
        row.getString("aggregate_id"),
        row.getLong("aggregate_version"),
        row.getString("topic"),
        row.getString("type"),
        row.getBytes("payload"),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        row.getString("correlation_id"),
        row.getObject("causation_id", UUID.class));
  }

  private static Array texts(Connection connection, Collection<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getObject("event_id", UUID.class),
        row.getString("type"),
        row.getString("topic"),
        row.getString("aggregate_type"),
        row.getString("aggregate_id"),
        row.getLong("aggregate_version"),
        row.getString("correlation_id"),
        row.getObject("causation_id", UUID.class),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        row.getObject("inserted_at", OffsetDateTime.class).toInstant());
  }
}

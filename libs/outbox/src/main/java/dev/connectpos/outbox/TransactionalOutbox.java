package dev.connectpos.outbox;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The writing half: rows inserted through the connection of the caller's transaction. */
@ApplicationScoped
class TransactionalOutbox implements Outbox {
  static final String INSERT =
      """
      INSERT INTO outbox (event_id, aggregate_type, aggregate_id, aggregate_version, topic, type,
          payload, occurred_at, correlation_id, causation_id, traceparent)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final DataSource dataSource;

  TransactionalOutbox(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public void append(List<OutboxMessage> messages) {
    if (messages.isEmpty()) {
      return;
    }
    String traceparent = traceparent();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (OutboxMessage message : messages) {
        bind(insert, message, traceparent);
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      // Unchecked, so that the interceptor marks the transaction to roll back.
      throw new IllegalStateException("messages cannot be appended to the outbox", e);
    }
  }

  static void bind(PreparedStatement insert, OutboxMessage message, @Nullable String traceparent)
      throws SQLException {
    insert.setObject(1, message.eventId());
    insert.setString(2, message.aggregateType());
    insert.setString(3, message.aggregateId());
    insert.setLong(4, message.aggregateVersion());
    insert.setString(5, message.topic());
    insert.setString(6, message.type());
    insert.setBytes(7, message.payload());
    insert.setObject(8, message.occurredAt().atOffset(ZoneOffset.UTC));
    insert.setString(9, message.correlationId());
    insert.setObject(10, message.causationId());
    insert.setString(11, traceparent);
  }

  private static @Nullable String traceparent() {
    SpanContext context = Span.current().getSpanContext();
    return context.isValid()
        ? "00-%s-%s-%s"
            .formatted(context.getTraceId(), context.getSpanId(), context.getTraceFlags().asHex())
        : null;
  }
}

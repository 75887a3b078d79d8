package dev.connectpos.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One row of the table {@code outbox}.
 *
 * @param id ascends with the order of inserts, not of commits
 * @param insertedAt by the database's clock
 */
record OutboxRow(long id, Instant insertedAt, WireMessage message) {

  /** The columns that {@link #from} reads. */
  static final String COLUMNS =
      "id, inserted_at, topic, aggregate_id, event_id, type, aggregate_type, aggregate_version,"
          + " payload, occurred_at, correlation_id, causation_id, traceparent";

  static OutboxRow from(ResultSet row) throws SQLException {
    return new OutboxRow(
        row.getLong("id"),
        row.getObject("inserted_at", OffsetDateTime.class).toInstant(),
        new WireMessage(
            row.getString("topic"),
            row.getString("aggregate_id"),
            row.getObject("event_id", UUID.class),
            row.getString("type"),
            row.getString("aggregate_type"),
            row.getLong("aggregate_version"),
            row.getBytes("payload"),
            row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
            row.getString("correlation_id"),
            row.getObject("causation_id", UUID.class),
            row.getString("traceparent")));
  }

  ProducerRecord<String, byte[]> toRecord() {
    ProducerRecord<String, byte[]> kafkaRecord = message.toRecord();
    WireMessage.add(kafkaRecord.headers(), WireMessage.OUTBOX_ID, Long.toString(id));
    return kafkaRecord;
  }
}

package dev.connectpos.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Messages to test with. */
final class Messages {
  static final String TOPIC = "payment.events.v1";
  static final Instant OCCURRED_AT = Instant.parse("2026-11-23T12:00:00.123456Z");
  private static final AtomicLong OFFSETS = new AtomicLong();

  private Messages() {}

  static OutboxMessage message(String key, long version) {
    return message(key, version, (key + " " + version).getBytes(UTF_8));
  }

  static OutboxMessage message(String key, long version, byte[] payload) {
    return new OutboxMessage(
        eventId(key, version),
        "payment",
        key,
        version,
        TOPIC,
        "payment.captured",
        payload,
        OCCURRED_AT,
        "correlation of " + key,
        null);
  }

  static UUID eventId(String key, long version) {
    return UUID.nameUUIDFromBytes((key + "#" + version).getBytes(UTF_8));
  }

  static WireMessage wire(String key, long version) {
    OutboxMessage message = message(key, version);
    return new WireMessage(
        message.topic(),
        key,
        message.eventId(),
        message.type(),
        message.aggregateType(),
        version,
        message.payload(),
        message.occurredAt(),
        message.correlationId(),
        message.causationId(),
        null);
  }

  /** The record that the message becomes in Kafka. */
  static ConsumerRecord<String, byte[]> consumed(WireMessage message) {
    return new ConsumerRecord<>(
        message.topic(),
        0,
        OFFSETS.getAndIncrement(),
        OCCURRED_AT.toEpochMilli(),
        TimestampType.CREATE_TIME,
        0,
        0,
        message.key(),
        message.payload(),
        new RecordHeaders(message.toRecord().headers()),
        Optional.empty());
  }
}

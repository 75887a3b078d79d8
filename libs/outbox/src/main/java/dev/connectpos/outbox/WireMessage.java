package dev.connectpos.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A message as it stands in Kafka: the payload untouched, everything else in headers of plain text
 * that any tool can read.
 *
 * @param traceparent W3C trace context of the thread that appended it
 */
@SuppressWarnings("ArrayRecordComponent") // Carried through, compared by no one.
record WireMessage(
    String topic,
    String key,
    UUID eventId,
    String type,
    String aggregateType,
    long aggregateVersion,
    byte[] payload,
    Instant occurredAt,
    String correlationId,
    @Nullable UUID causationId,
    @Nullable String traceparent) {

  /** The outbox row that a record came from, for whoever investigates; no consumer needs it. */
  static final String OUTBOX_ID = "outbox-id";

  private static final String EVENT_ID = "event-id";
  private static final String EVENT_TYPE = "event-type";
  private static final String AGGREGATE_TYPE = "aggregate-type";
  private static final String AGGREGATE_VERSION = "aggregate-version";
  private static final String OCCURRED_AT = "occurred-at";
  private static final String CORRELATION_ID = "correlation-id";
  private static final String CAUSATION_ID = "causation-id";
  private static final String TRACEPARENT = "traceparent";

  /** The unit of order: versions count within it. */
  record Aggregate(String topic, String type, String id) {}

  Aggregate aggregate() {
    return new Aggregate(topic, aggregateType, key);
  }

  ProducerRecord<String, byte[]> toRecord() {
    var kafkaRecord = new ProducerRecord<>(topic, key, payload);
    Headers headers = kafkaRecord.headers();
    add(headers, EVENT_ID, eventId.toString());
    add(headers, EVENT_TYPE, type);
    add(headers, AGGREGATE_TYPE, aggregateType);
    add(headers, AGGREGATE_VERSION, Long.toString(aggregateVersion));
    add(headers, OCCURRED_AT, occurredAt.toString());
    add(headers, CORRELATION_ID, correlationId);
    if (causationId != null) {
      add(headers, CAUSATION_ID, causationId.toString());
    }
    if (traceparent != null) {
      add(headers, TRACEPARENT, traceparent);
    }
    return kafkaRecord;
  }

  /**
   * Reads a record that an outbox wrote.
   *
   * @throws PermanentFailureException if it was not written by one
   */
  static WireMessage from(ConsumerRecord<String, byte[]> kafkaRecord) {
    Headers headers = kafkaRecord.headers();
    try {
      String causation = optional(headers, CAUSATION_ID);
      return new WireMessage(
          kafkaRecord.topic(),
          present(kafkaRecord.key(), "key"),
          UUID.fromString(required(headers, EVENT_ID)),
          required(headers, EVENT_TYPE),
          required(headers, AGGREGATE_TYPE),
          Long.parseLong(required(headers, AGGREGATE_VERSION)),
          present(kafkaRecord.value(), "value"),
          Instant.parse(required(headers, OCCURRED_AT)),
          required(headers, CORRELATION_ID),
          causation == null ? null : UUID.fromString(causation),
          optional(headers, TRACEPARENT));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new PermanentFailureException("not a record of an outbox: " + e.getMessage(), e);
    }
  }

  /** What is kept of a record that {@link #from} refuses; its id follows from its place. */
  static WireMessage unreadable(ConsumerRecord<String, byte[]> kafkaRecord) {
    String place = kafkaRecord.topic() + "-" + kafkaRecord.partition() + "@" + kafkaRecord.offset();
    return new WireMessage(
        kafkaRecord.topic(),
        kafkaRecord.key() == null ? "" : kafkaRecord.key(),
        UUID.nameUUIDFromBytes(place.getBytes(UTF_8)),
        "unreadable",
        "unreadable",
        0,
        kafkaRecord.value() == null ? new byte[0] : kafkaRecord.value(),
        Instant.ofEpochMilli(Math.max(0, kafkaRecord.timestamp())),
        place,
        null,
        null);
  }

  InboundMessage toInbound() {
    return new InboundMessage(
        topic,
        key,
        eventId,
        type,
        aggregateType,
        key,
        aggregateVersion,
        occurredAt,
        correlationId,
        payload);
  }

  static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(UTF_8));
  }

  private static String required(Headers headers, String name) {
    return present(optional(headers, name), "header " + name);
  }

  private static @Nullable String optional(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }

  private static <T> T present(@Nullable T value, String what) {
    if (value == null) {
      throw new IllegalArgumentException(what + " is missing");
    }
    return value;
  }
}

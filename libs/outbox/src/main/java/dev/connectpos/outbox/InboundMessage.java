package dev.connectpos.outbox;

import java.time.Instant;
import java.util.UUID;

/**
 * A message as a consumer gets it; the fields are those the producer wrote.
 *
 * @param topic where it was read
 * @param key the Kafka key, equal to the aggregate id
 * @param eventId the message id, the same in every redelivery
 * @param type dotted wire type
 * @param aggregateType what stated it
 * @param aggregateId which one stated it
 * @param aggregateVersion its place in the aggregate's stream on this topic, from 1
 * @param occurredAt when the fact became true, by the producer's clock
 * @param correlationId the same from the first request to the last webhook
 * @param payload the bytes as the producer encoded them
 */
@SuppressWarnings("ArrayRecordComponent") // Read once and compared by no one.
public record InboundMessage(
    String topic,
    String key,
    UUID eventId,
    String type,
    String aggregateType,
    String aggregateId,
    long aggregateVersion,
    Instant occurredAt,
    String correlationId,
    byte[] payload) {}

package dev.connectpos.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message to leave the service.
 *
 * @param eventId UUIDv7, chosen once by the caller; the message id for ever
 * @param aggregateType what stated it, for example {@code order}; no Java name
 * @param aggregateId which one stated it; the Kafka key
 * @param aggregateVersion 1 for the first message of this aggregate on this topic, then without
 *     gaps; consumers drop duplicates and see gaps by it
 * @param topic where it goes
 * @param type dotted wire type, for example {@code order.placed}
 * @param payload the bytes as they shall stand in Kafka
 * @param occurredAt when the fact became true
 * @param correlationId the same from the first request to the last webhook
 * @param causationId event id of the message that caused this one, if one did
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes written once and compared by no one.
public record OutboxMessage(
    UUID eventId,
    String aggregateType,
    String aggregateId,
    long aggregateVersion,
    String topic,
    String type,
    byte[] payload,
    Instant occurredAt,
    String correlationId,
    @Nullable UUID causationId) {}

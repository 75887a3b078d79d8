package dev.connectpos.outbox;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What this service said, as far back as the outbox is kept: read only. */
public interface Journal {

  /**
   * One row of the outbox without its payload. A message that was parked and replayed has two,
   * under the same event id.
   *
   * @param correlationId of the request or the order that it belongs to
   * @param causationId the message that it followed from, null where a request or the clock was the
   *     cause
   * @param occurredAt when it became true, by the service's clock
   * @param insertedAt when its row was written, by the database's clock
   */
  record Entry(
      UUID eventId,
      String type,
      String topic,
      String aggregateType,
      String aggregateId,
      long aggregateVersion,
      String correlationId,
      @Nullable UUID causationId,
      Instant occurredAt,
      Instant insertedAt) {}

  /**
   * What belongs to any of these correlation ids or is about any of these aggregates, in the order
   * of writing. Each by an index.
   *
   * @param limit how many rows at most, the oldest of them
   */
  List<Entry> find(Collection<String> correlationIds, Collection<String> aggregateIds, int limit);

  /**
   * What was said of one aggregate, each message once and with its payload, in the order of its
   * versions.
   *
   * @param limit how many messages at most, the first of them
   */
  List<OutboxMessage> messages(String aggregateType, String aggregateId, int limit);
}

package dev.connectpos.outbox;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages that wait for an operator: the table {@code parked_message}, of both sides of Kafka. */
public interface ParkedMessages {

  /**
   * One message that waits, without its payload: it may hold what an operator need not see.
   *
   * @param id of the row, ascending in the order of parking
   * @param consumed true if it waits to be applied here, false if it waits to be sent
   * @param reason as in the table: {@code gap}, {@code failed}, {@code delayed}, {@code behind},
   *     {@code unreadable} or {@code refused}
   * @param detail what the handler said, if it did
   * @param parkedAt since when it waits, by the database's clock
   */
  record Waiting(
      long id,
      boolean consumed,
      String topic,
      String key,
      String aggregateType,
      long aggregateVersion,
      UUID eventId,
      String type,
      String reason,
      @Nullable String detail,
      Instant parkedAt) {}

  /**
   * What waits, the longest first.
   *
   * @param afterId the last id of the page before, 0 for the first page
   * @param limit length of a page
   */
  List<Waiting> list(long afterId, int limit);

  /**
   * Tries again what waits for this key, in the order of the aggregate's versions, up to the next
   * message that cannot be applied. Consumed messages are handed to the topic's handler; produced
   * ones are appended to the outbox again. Safe to repeat; not to be called inside a transaction.
   *
   * @return how many messages wait no more
   * @throws IllegalStateException if consumed messages wait and none of their topic came since this
   *     process started, so that their handler is not known
   */
  int replay(String topic, String key);

  /**
   * As {@link #replay(String, String)}, for one message and whatever waits before it of its
   * aggregate: order is kept.
   *
   * @return how many messages wait no more; 0 if this one does not wait
   */
  int replay(long id);

  /** How many messages wait. */
  long count();
}

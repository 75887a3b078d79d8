package dev.connectpos.outbox;

/** Messages that wait for an operator: the table {@code parked_message}, of both sides of Kafka. */
public interface ParkedMessages {

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

  /** How many messages wait. */
  long count();
}

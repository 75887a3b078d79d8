package dev.connectpos.outbox;

import org.apache.kafka.clients.consumer.ConsumerRecords;

/** The consuming half: order per aggregate, retries, gaps, parking and dead letters. */
public interface Inbox {

  /**
   * Handles a batch and returns when every message in it is applied, known as a duplicate, or
   * parked; the framework commits the offsets after that. Aggregates run side by side on virtual
   * threads, the messages of one aggregate in order.
   */
  void process(ConsumerRecords<String, byte[]> batch, MessageHandler handler);
}

package dev.connectpos.outbox;

import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends rows to Kafka, pipelined. Ends with its first failure: nothing is sent after a row that was
 * not, so that no message of an aggregate can overtake another; what was sent already is sent again
 * by the next publisher.
 */
final class Publisher implements AutoCloseable {

  /** Where publishers come from; a fresh one for each session. */
  interface Source {
    Publisher open();
  }

  /** A row was not taken by Kafka. */
  static final class PublishException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PublishException(OutboxRow row, Exception cause) {
      super("outbox row " + row.id() + " for " + row.message().topic() + " was not taken", cause);
    }
  }

  private final Producer<String, byte[]> producer;
  private final Quarantine quarantine;
  private final Timer latency;
  private final Clock clock;
  private final AtomicReference<@Nullable PublishException> failure = new AtomicReference<>();
  private final AtomicLong unacknowledged = new AtomicLong();

  Publisher(Producer<String, byte[]> producer, Quarantine quarantine, Timer latency, Clock clock) {
    this.producer = producer;
    this.quarantine = quarantine;
    this.latency = latency;
    this.clock = clock;
  }

  /**
   * The producer that the relay needs, whatever else is configured.
   *
   * @param connection how to reach Kafka: addresses and security
   */
  static Producer<String, byte[]> producer(Map<String, Object> connection) {
    var config = new HashMap<>(connection);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    // Well below wal_sender_timeout: while a send blocks, no status goes to the database.
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
    config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }

  /**
   * Sends a row and returns before it is acknowledged.
   *
   * @param acknowledged called once Kafka has it; not called if it failed
   * @throws PublishException if this row, or one before it, failed
   */
  void publish(OutboxRow row, Runnable acknowledged) {
    check();
    unacknowledged.incrementAndGet();
    var _ =
        producer.send(
            row.toRecord(),
            (_, error) -> {
              if (error == null) {
                latency.record(Duration.between(row.insertedAt(), clock.instant()));
                unacknowledged.decrementAndGet();
                acknowledged.run();
              } else {
                fail(row, error);
              }
            });
    check();
  }

  /**
   * Waits until everything is acknowledged.
   *
   * @throws RuntimeException if anything was not
   */
  void flush() {
    producer.flush();
    check();
    // Counted, not believed: whoever flushes marks rows as sent.
    if (unacknowledged.get() != 0) {
      throw new IllegalStateException(unacknowledged + " rows were flushed but not acknowledged");
    }
  }

  /**
   * @throws PublishException if a row failed
   */
  void check() {
    PublishException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }

  /** Waits for nothing: whoever wants that flushes first. */
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }

  private void fail(OutboxRow row, Exception error) {
    if (!failure.compareAndSet(null, new PublishException(row, error))) {
      return;
    }
    if (error instanceof RecordTooLargeException || error instanceof InvalidTopicException) {
      quarantine.refused(row.id());
    }
    // From the producer's own thread, before it sends what waits behind this row.
    producer.close(Duration.ZERO);
  }
}

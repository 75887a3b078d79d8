package dev.connectpos.outbox;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Copies of parked messages in {@code <topic>.dlt}, for the eyes of operators. At best effort: what
 * counts is the row in {@code parked_message}, written before.
 */
final class DeadLetters implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(DeadLetters.class);
  private static final String REASON = "dead-letter-reason";

  private final Supplier<Producer<String, byte[]>> producers;
  private @Nullable Producer<String, byte[]> producer;

  DeadLetters(Supplier<Producer<String, byte[]>> producers) {
    this.producers = producers;
  }

  /** Sends a copy and does not wait: where the topic is missing, Kafka takes seconds to say so. */
  void send(WireMessage message, String reason) {
    Thread.startVirtualThread(() -> copy(message, reason));
  }

  private void copy(WireMessage message, String reason) {
    ProducerRecord<String, byte[]> original = message.toRecord();
    var letter =
        new ProducerRecord<>(
            message.topic() + ".dlt", null, message.key(), message.payload(), original.headers());
    WireMessage.add(letter.headers(), REASON, reason);
    try {
      var _ =
          producer()
              .send(
                  letter,
                  (_, error) -> {
                    if (error != null) {
                      LOG.warnf(
                          "no copy of %s in %s: %s", message.eventId(), letter.topic(), error);
                    }
                  });
    } catch (RuntimeException e) {
      LOG.warnf(e, "no copy of %s in %s", message.eventId(), letter.topic());
    }
  }

  private synchronized Producer<String, byte[]> producer() {
    if (producer == null) {
      producer = producers.get();
    }
    return producer;
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(1));
    }
  }
}

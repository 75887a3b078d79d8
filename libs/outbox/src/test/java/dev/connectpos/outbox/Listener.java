package dev.connectpos.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its beginning and judges what a consumer would have seen. */
final class Listener implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final KafkaConsumer<String, byte[]> consumer;
  private final List<WireMessage> heard = new ArrayList<>();

  Listener(String bootstrap, String topic) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            false,
            "fetch.max.bytes",
            100_000_000,
            "reconnect.backoff.max.ms",
            500);
    consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Reads on until what was heard satisfies, and answers all that was heard since the start. */
  List<WireMessage> until(String what, Predicate<List<WireMessage>> satisfied) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!satisfied.test(heard)) {
      assertThat(System.nanoTime())
          .as("in time: %s; heard %s messages: %s", what, heard.size(), tail())
          .isLessThan(deadline);
      for (ConsumerRecord<String, byte[]> kafkaRecord : consumer.poll(Duration.ofMillis(50))) {
        heard.add(WireMessage.from(kafkaRecord));
      }
    }
    return List.copyOf(heard);
  }

  /**
   * Reads on for a while, for what must not come, and answers all that was heard since the start.
   */
  List<WireMessage> heardAfter(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    do {
      consumer.poll(Duration.ofMillis(50)).forEach(r -> heard.add(WireMessage.from(r)));
    } while (System.nanoTime() < end);
    return List.copyOf(heard);
  }

  /** Reads on until every version up to {@code last} of every key was heard at least once. */
  List<WireMessage> untilComplete(Map<String, Integer> last) {
    return until(
        "all of " + last,
        all ->
            last.entrySet().stream()
                .allMatch(
                    e -> versions(all, e.getKey()).stream().distinct().count() == e.getValue()));
  }

  /** The versions of one aggregate as they came, duplicates included. */
  static List<Long> versions(Collection<WireMessage> messages, String key) {
    return messages.stream()
        .filter(m -> m.key().equals(key))
        .map(WireMessage::aggregateVersion)
        .toList();
  }

  /** No aggregate's version came before the one below it had come. */
  static void assertOrdered(Collection<WireMessage> messages) {
    var last = new LinkedHashMap<String, Long>();
    for (WireMessage message : messages) {
      long before = last.getOrDefault(message.key(), 0L);
      assertThat(message.aggregateVersion())
          .as("version of %s after %s", message.key(), before)
          .isLessThanOrEqualTo(before + 1);
      last.merge(message.key(), message.aggregateVersion(), Math::max);
    }
  }

  private List<String> tail() {
    return heard.stream()
        .skip(Math.max(0, heard.size() - 20))
        .map(m -> m.key() + " " + m.aggregateVersion())
        .toList();
  }

  @Override
  public void close() {
    consumer.close();
  }
}

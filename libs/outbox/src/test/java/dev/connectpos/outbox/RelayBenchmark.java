package dev.connectpos.outbox;

import dev.connectpos.outbox.RelayContract.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How long a message takes from the start of its commit to a consumer's hands, at a fixed rate of
 * transactions (open model: the schedule does not wait for the system). Not part of the build; the
 * README has the command and what it printed.
 */
class RelayBenchmark {
  private static final Logger LOG = Logger.getLogger(RelayBenchmark.class);
  private static final int WRITERS = 8;
  private static final int AGGREGATES = 1_000;
  private static final int PAYLOAD_BYTES = 400;
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration MEASURED = Duration.ofSeconds(30);

  @ParameterizedTest
  @CsvSource({"WAL,100", "WAL,1000", "POLL,100", "POLL,1000"})
  void latency(Kind kind, int perSecond) throws Exception {
    int warmUp = (int) (WARM_UP.toSeconds() * perSecond);
    int total = warmUp + (int) (MEASURED.toSeconds() * perSecond);
    var committing = new AtomicLongArray(total);
    try (Stage stage = new Stage();
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      stage.replica(kind);
      stage.awaitStreaming();
      long start = System.nanoTime() + Duration.ofSeconds(2).toNanos();
      var writers = new ArrayList<Future<?>>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int first = writer;
        writers.add(
            threads.submit(
                () -> {
                  write(stage, first, committing, start, perSecond);
                  return null;
                }));
      }
      long[] latencies = listen(stage, committing);
      for (Future<?> writer : writers) {
        writer.get();
      }
      report(kind, perSecond, Arrays.copyOfRange(latencies, warmUp, total));
    }
  }

  private static void write(
      Stage stage, int first, AtomicLongArray committing, long start, int perSecond)
      throws SQLException {
    try (Connection connection = stage.connect()) {
      connection.setAutoCommit(false);
      for (int n = first; n < committing.length(); n += WRITERS) {
        LockSupport.parkNanos(start + n * 1_000_000_000L / perSecond - System.nanoTime());
        Stage.insert(
            connection, stage.message("agg_" + n % AGGREGATES, n + 1, new byte[PAYLOAD_BYTES]));
        committing.set(n, System.nanoTime());
        connection.commit();
      }
    }
  }

  private static long[] listen(Stage stage, AtomicLongArray committing) {
    var latencies = new long[committing.length()];
    Map<String, Object> config = Map.of("bootstrap.servers", stage.kafka());
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(stage.topic()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      for (int heard = 0; heard < latencies.length; ) {
        for (ConsumerRecord<String, byte[]> kafkaRecord : consumer.poll(Duration.ofSeconds(1))) {
          long now = System.nanoTime();
          int n = (int) WireMessage.from(kafkaRecord).aggregateVersion() - 1;
          if (latencies[n] == 0) {
            latencies[n] = now - committing.get(n);
            heard++;
          }
        }
      }
    }
    return latencies;
  }

  private static void report(Kind kind, int perSecond, long[] nanos) {
    Arrays.sort(nanos);
    LOG.infof(
        String.format(
            Locale.ROOT,
            "relay=%s %d/s: p50 %.2f ms, p99 %.2f ms, max %.1f ms of %d messages",
            kind,
            perSecond,
            nanos[nanos.length / 2] / 1e6,
            nanos[(int) (nanos.length * 0.99)] / 1e6,
            nanos[nanos.length - 1] / 1e6,
            nanos.length));
  }
}

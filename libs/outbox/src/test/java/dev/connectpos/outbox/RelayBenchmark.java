package dev.connectpos.outbox;

import dev.connectpos.outbox.RelayContract.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

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
      report("relay=" + kind, perSecond, Arrays.copyOfRange(latencies, warmUp, total));
    }
  }

  /** What it costs to wait until a commit can be seen: both figures from the same commits. */
  @ParameterizedTest
  @ValueSource(ints = {100, 1000})
  void visibility(int perSecond) throws Exception {
    int warmUp = (int) (WARM_UP.toSeconds() * perSecond);
    int total = warmUp + (int) (MEASURED.toSeconds() * perSecond);
    var committing = new AtomicLongArray(total);
    try (Stage stage = new Stage();
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        Connection control = stage.settings().database().open();
        var visibility = new Visibility(control);
        Connection wal = stage.settings().database().openReplication()) {
      new Slot(stage.topic()).make(control, Slot.Condition.ABSENT);
      PGReplicationStream stream = WalRelay.open(wal, stage.topic());
      long start = System.nanoTime() + Duration.ofSeconds(2).toNanos();
      for (int writer = 0; writer < WRITERS; writer++) {
        int first = writer;
        var _ =
            threads.submit(
                () -> {
                  write(stage, first, committing, start, perSecond);
                  return null;
                });
      }
      var read = new long[total];
      var seen = new long[total];
      watch(stream, visibility, committing, read, seen);
      report("log", perSecond, Arrays.copyOfRange(read, warmUp, total));
      report("log and seen", perSecond, Arrays.copyOfRange(seen, warmUp, total));
    }
  }

  /** Reads as {@link WalSession} does, and sends nothing. */
  private static void watch(
      PGReplicationStream stream,
      Visibility visibility,
      AtomicLongArray committing,
      long[] read,
      long[] seen)
      throws SQLException {
    var decoder = new PgOutputDecoder();
    long readAt = 0;
    long seenAt = 0;
    for (int heard = 0; heard < seen.length; ) {
      switch (decoder.decode(Objects.requireNonNull(stream.read()))) {
        case WalMessage.Begin(int xid, Instant _) -> {
          readAt = System.nanoTime();
          for (long pause = 100_000; !visibility.shows(xid); pause *= 2) {
            LockSupport.parkNanos(pause);
          }
          seenAt = System.nanoTime();
        }
        case WalMessage.Insert(OutboxRow row) -> {
          int n = (int) row.message().aggregateVersion() - 1;
          read[n] = readAt - committing.get(n);
          seen[n] = seenAt - committing.get(n);
          heard++;
        }
        case WalMessage.Commit(long end) -> stream.setFlushedLSN(LogSequenceNumber.valueOf(end));
        case WalMessage.Other _ -> {}
      }
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

  private static void report(String what, int perSecond, long[] nanos) {
    Arrays.sort(nanos);
    LOG.infof(
        String.format(
            Locale.ROOT,
            "%s %d/s: p50 %.2f ms, p99 %.2f ms, max %.1f ms of %d messages",
            what,
            perSecond,
            nanos[nanos.length / 2] / 1e6,
            nanos[(int) (nanos.length * 0.99)] / 1e6,
            nanos[nanos.length - 1] / 1e6,
            nanos.length));
  }
}

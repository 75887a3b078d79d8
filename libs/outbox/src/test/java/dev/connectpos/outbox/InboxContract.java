package dev.connectpos.outbox;

import static dev.connectpos.outbox.Messages.consumed;
import static dev.connectpos.outbox.Messages.wire;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the inbox promises, wherever parked messages are kept. */
abstract class InboxContract {
  final MockProducer<String, byte[]> dead =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  final Book book = new Book();

  private Parking parking = new FakeParking();
  private Delivery delivery = delivery(parking);
  private LaneInbox inbox = new LaneInbox(delivery, new Lanes(4));

  abstract Parking parking();

  /** A consumer that keeps a version for each aggregate, as services do. */
  static final class Book implements MessageHandler {
    final Map<String, List<Long>> applied = new ConcurrentHashMap<>();
    final Set<String> poison = ConcurrentHashMap.newKeySet();
    final Set<String> broken = ConcurrentHashMap.newKeySet();

    @Override
    public Verdict handle(InboundMessage message) {
      if (poison.contains(message.key() + " " + message.aggregateVersion())) {
        throw new PermanentFailureException("poison", null);
      }
      if (broken.contains(message.key())) {
        throw new IllegalStateException("on purpose, for as long as it takes");
      }
      List<Long> versions = applied.computeIfAbsent(message.key(), _ -> new ArrayList<>());
      long last = versions.isEmpty() ? 0 : versions.getLast();
      Verdict verdict = Verdict.of(last, message.aggregateVersion());
      if (verdict == Verdict.APPLIED) {
        versions.add(message.aggregateVersion());
      }
      return verdict;
    }
  }

  @BeforeEach
  void restart() {
    parking = parking();
    delivery = delivery(parking);
    inbox = new LaneInbox(delivery, new Lanes(4));
  }

  @Test
  void dropsDuplicates() {
    process(wire("a", 1), wire("a", 1), wire("a", 2));
    process(wire("a", 1), wire("a", 2));

    assertThat(book.applied.get("a")).containsExactly(1L, 2L);
    assertThat(count("duplicate")).isEqualTo(3);
  }

  @Test
  void parksWhatComesAfterAGapAndAppliesItInOrderOnceTheGapCloses() {
    process(wire("a", 1), wire("a", 4), wire("a", 3), wire("b", 1));
    assertThat(book.applied.get("a")).containsExactly(1L);
    assertThat(book.applied.get("b")).containsExactly(1L);
    assertThat(count("parked_gap")).isPositive();

    process(wire("a", 5));
    assertThat(book.applied.get("a")).as("waits behind").containsExactly(1L);

    process(wire("a", 2), wire("a", 6));
    assertThat(book.applied.get("a")).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(parking.waiting(wire("a", 1).aggregate())).isEmpty();
  }

  @Test
  void parksPoisonAndItsAggregateAndNothingElse() {
    book.poison.add("a 2");
    process(wire("a", 1), wire("a", 2), wire("a", 3), wire("b", 1), wire("b", 2));
    process(wire("a", 4), wire("b", 3));

    assertThat(book.applied.get("a")).containsExactly(1L);
    assertThat(book.applied.get("b")).containsExactly(1L, 2L, 3L);
    assertThat(parking.waiting(wire("a", 1).aggregate()))
        .extracting(p -> p.message().aggregateVersion() + " " + p.reason())
        .containsExactly("2 FAILED", "3 BEHIND", "4 BEHIND");

    book.poison.clear();
    assertThat(delivery.replay(wire("a", 1).aggregate(), book))
        .as("by the clock, poison is not tried again")
        .isZero();
    assertThat(delivery.replayFailed(wire("a", 1).aggregate(), book, Long.MAX_VALUE)).isEqualTo(3);
    process(wire("a", 5));
    assertThat(book.applied.get("a")).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void holdsPoisonsAggregateAfterARestartToo() {
    book.poison.add("a 1");
    process(wire("a", 1));
    book.poison.clear();
    restart();

    process(wire("a", 1), wire("a", 2));
    assertThat(book.applied).isEmpty();
  }

  @Test
  void retriesTransientFailuresInPlace() {
    var attempts = new AtomicInteger();
    var patient = new LaneInbox(delivery(parking, Duration.ofMinutes(1)), new Lanes(4));
    patient.process(
        batch(List.of(consumed(wire("a", 1)), consumed(wire("a", 2)))),
        message -> {
          if (attempts.incrementAndGet() < 5) {
            // As a partition breaks it that is attached just then.
            throw new IllegalStateException(refusal("C23514"));
          }
          return book.handle(message);
        });

    assertThat(book.applied.get("a")).containsExactly(1L, 2L);
    assertThat(attempts).hasValue(6);
  }

  @Test
  void parksWhatKeepsFailingAndAppliesItOnceItWorks() {
    book.broken.add("a");
    process(wire("a", 1), wire("b", 1), wire("a", 2), wire("b", 2));
    process(wire("a", 3), wire("b", 3));

    assertThat(book.applied.get("b")).containsExactly(1L, 2L, 3L);
    assertThat(book.applied).doesNotContainKey("a");
    assertThat(parking.waiting(wire("a", 1).aggregate()))
        .extracting(p -> p.message().aggregateVersion() + " " + p.reason())
        .containsExactly("1 DELAYED", "2 BEHIND", "3 BEHIND");
    assertThat(replayByItself()).as("it does not work yet").isZero();

    book.broken.clear();
    assertThat(replayByItself()).isEqualTo(3);
    process(wire("a", 4));
    assertThat(book.applied.get("a")).containsExactly(1L, 2L, 3L, 4L);
    assertThat(parking.hopeful()).isEmpty();
  }

  /** A newer release may take it: it is tried again by the clock, but nobody waits for it. */
  @ParameterizedTest
  @ValueSource(strings = {"C22003", "C23502", "C23514\0nopen_order_check"})
  void parksAtOnceWhatTheDatabaseRefuses(String error) {
    var attempts = new AtomicInteger();
    var patient = new LaneInbox(delivery(parking, Duration.ofMinutes(1)), new Lanes(4));
    patient.process(
        batch(List.of(consumed(wire("a", 1)), consumed(wire("b", 1)))),
        message -> {
          if (message.key().equals("a")) {
            attempts.incrementAndGet();
            throw new IllegalStateException(refusal(error));
          }
          return book.handle(message);
        });

    assertThat(attempts).hasValue(1);
    assertThat(book.applied.get("b")).containsExactly(1L);
    assertThat(parking.waiting(wire("a", 1).aggregate()))
        .extracting(p -> p.message().aggregateVersion() + " " + p.reason())
        .containsExactly("1 DELAYED");
    assertThat(replayByItself()).isEqualTo(1);
  }

  /** As the server sends it: fields that begin with their letter and end with a zero. */
  private static PSQLException refusal(String error) {
    return new PSQLException(new ServerErrorMessage(error + "\0"));
  }

  @Test
  void keepsWhatNoOutboxWroteAndGoesOn() {
    ConsumerRecord<String, byte[]> foreign =
        new ConsumerRecord<>(Messages.TOPIC, 0, 999, "a", new byte[] {1});
    inbox.process(batch(List.of(foreign, consumed(wire("a", 1)))), book);

    assertThat(book.applied.get("a")).containsExactly(1L);
    assertThat(count("parked_unreadable")).isEqualTo(1);
    await().until(() -> dead.history().size() == 1);
    assertThat(dead.history().getFirst().topic()).isEqualTo(Messages.TOPIC + ".dlt");
    assertThat(
            new RecordHeaders(dead.history().getFirst().headers()).lastHeader("dead-letter-reason"))
        .isNotNull();
  }

  /** What the clock does, whichever process consumes. */
  private int replayByItself() {
    return parking.hopeful().stream().mapToInt(a -> delivery.replay(a, book)).sum();
  }

  private void process(WireMessage... messages) {
    inbox.process(batch(Stream.of(messages).map(Messages::consumed).toList()), book);
  }

  static ConsumerRecords<String, byte[]> batch(List<ConsumerRecord<String, byte[]>> records) {
    return new ConsumerRecords<>(Map.of(new TopicPartition(Messages.TOPIC, 0), records), Map.of());
  }

  private double count(String outcome) {
    return metrics.get("inbox.messages").tag("outcome", outcome).counter().count();
  }

  final Delivery delivery(Parking parking) {
    return delivery(parking, Duration.ofMillis(300));
  }

  private Delivery delivery(Parking parking, Duration patience) {
    return new Delivery(
        parking,
        new DeadLetters(() -> dead),
        new Retries(Clock.systemUTC(), Duration.ofMillis(1), patience),
        metrics);
  }
}

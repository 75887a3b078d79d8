package dev.connectpos.outbox;

import static dev.connectpos.outbox.Messages.consumed;
import static dev.connectpos.outbox.Messages.wire;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** However messages are repeated, shuffled, split into batches and failed: the same end. */
class DeliveryPropertyTest {

  @Property(tries = 200)
  void endsWithEveryMessageAppliedOnceAndInOrder(
      @ForAll @IntRange(min = 1, max = 4) int aggregates,
      @ForAll @IntRange(min = 1, max = 8) int versions,
      @ForAll long seed) {
    var random = new Random(seed);
    var parking = new FakeParking();
    var applied = new ConcurrentHashMap<String, List<Long>>();
    LaneInbox inbox = inbox(parking);
    for (List<ConsumerRecord<String, byte[]>> batch : batches(aggregates, versions, random)) {
      var failing = new Random(random.nextLong());
      inbox.process(
          new ConsumerRecords<>(Map.of(new TopicPartition(Messages.TOPIC, 0), batch), Map.of()),
          message -> handle(message, applied, failing));
    }

    assertThat(applied).hasSize(aggregates);
    assertThat(applied.values())
        .allSatisfy(
            got -> assertThat(got).isEqualTo(LongStream.rangeClosed(1, versions).boxed().toList()));
    assertThat(parking.hopeful()).isEmpty();
  }

  private static Verdict handle(
      InboundMessage message, Map<String, List<Long>> applied, Random failing) {
    synchronized (failing) {
      if (failing.nextInt(4) == 0) {
        throw new IllegalStateException("on purpose");
      }
    }
    List<Long> versions = applied.computeIfAbsent(message.key(), _ -> new ArrayList<>());
    Verdict verdict =
        Verdict.of(versions.isEmpty() ? 0 : versions.getLast(), message.aggregateVersion());
    if (verdict == Verdict.APPLIED) {
      versions.add(message.aggregateVersion());
    }
    return verdict;
  }

  /** Every message one to three times, in any order, in batches of any size. */
  private static List<List<ConsumerRecord<String, byte[]>>> batches(
      int aggregates, int versions, Random random) {
    var messages = new ArrayList<WireMessage>();
    IntStream.rangeClosed(1, aggregates)
        .forEach(
            aggregate ->
                IntStream.rangeClosed(1, versions)
                    .forEach(
                        version ->
                            messages.addAll(
                                Collections.nCopies(
                                    1 + random.nextInt(3), wire("agg_" + aggregate, version)))));
    Collections.shuffle(messages, random);
    var batches = new ArrayList<List<ConsumerRecord<String, byte[]>>>();
    for (int from = 0; from < messages.size(); ) {
      int to = Math.min(messages.size(), from + 1 + random.nextInt(6));
      var batch = new ArrayList<ConsumerRecord<String, byte[]>>();
      messages.subList(from, to).forEach(message -> batch.add(consumed(message)));
      batches.add(batch);
      from = to;
    }
    return batches;
  }

  private static LaneInbox inbox(Parking parking) {
    var dead = new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    return new LaneInbox(
        new Delivery(
            parking,
            new DeadLetters(() -> dead),
            new Retries(Clock.systemUTC(), Duration.ofNanos(1), Duration.ofMinutes(1)),
            new SimpleMeterRegistry()),
        new Lanes(3));
  }
}

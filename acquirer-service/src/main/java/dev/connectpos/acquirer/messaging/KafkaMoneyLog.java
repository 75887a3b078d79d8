package dev.connectpos.acquirer.messaging;

import dev.connectpos.acquirer.application.MoneyLog;
import dev.connectpos.ledger.events.v1.LedgerEvent;
import dev.connectpos.payment.events.v1.PaymentEvent;
import dev.connectpos.schemas.EventCodec;
import dev.connectpos.schemas.Topic;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * {@code payment.events.v1} and {@code ledger.events.v1} from their beginning: all partitions, in
 * no group, keeping no place.
 */
@ApplicationScoped
class KafkaMoneyLog implements MoneyLog {
  private static final int PAGE = 500;
  private static final Duration POLL = Duration.ofSeconds(1);

  private final Map<String, Object> kafka;
  private final EventCodec<PaymentEvent> payments;
  private final EventCodec<LedgerEvent> ledger;

  KafkaMoneyLog(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      EventCodec<PaymentEvent> payments,
      EventCodec<LedgerEvent> ledger) {
    this.kafka = kafka;
    this.payments = payments;
    this.ledger = ledger;
  }

  @Override
  public Reading read() {
    return new Pages(consumer());
  }

  private KafkaConsumer<String, byte[]> consumer() {
    var settings = new HashMap<>(kafka);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, PAGE);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private final class Pages implements Reading {
    private final KafkaConsumer<String, byte[]> consumer;
    private final boolean whole;
    private final long size;
    private final Map<TopicPartition, Long> ends;

    Pages(KafkaConsumer<String, byte[]> consumer) {
      this.consumer = consumer;
      try {
        var partitions =
            Stream.of(Topic.PAYMENT_EVENTS, Topic.LEDGER_EVENTS)
                .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                .map(found -> new TopicPartition(found.topic(), found.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var begins = consumer.beginningOffsets(partitions);
        whole = begins.values().stream().allMatch(offset -> offset == 0);
        ends = consumer.endOffsets(partitions);
        size = sum(ends) - sum(begins);
      } catch (RuntimeException e) {
        consumer.close();
        throw e;
      }
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
      return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public boolean isWhole() {
      return whole;
    }

    @Override
    public List<Told> next() {
      var told = new ArrayList<Told>();
      for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL)) {
        told.add(told(message));
      }
      return told;
    }

    private Told told(ConsumerRecord<String, byte[]> message) {
      return message.topic().equals(Topic.LEDGER_EVENTS.topicName())
          ? ToldMapping.settlement(ledger.decode(message.value()))
          : ToldMapping.payment(payments.decode(message.value()), message.value());
    }

    @Override
    public boolean isThrough() {
      return ends.entrySet().stream()
          .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public Capture capture(byte[] message) {
      return ToldMapping.capture(payments.decode(message), message);
    }

    @Override
    public void close() {
      consumer.close();
    }
  }
}

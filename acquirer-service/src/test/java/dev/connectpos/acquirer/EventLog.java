package dev.connectpos.acquirer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectpos.acquirer.Terminals.Sale;
import dev.connectpos.payment.events.v1.PaymentEvent;
import dev.connectpos.schemas.EventCodec;
import dev.connectpos.schemas.Topic;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What really arrives on payment.events, per payment in order, seen by a consumer of its own. */
@ApplicationScoped
class EventLog {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final EventCodec<PaymentEvent> codec;
  private final String kafka;
  private final Map<String, List<PaymentEvent>> byPayment = new ConcurrentHashMap<>();
  private volatile boolean stopped;

  EventLog(
      EventCodec<PaymentEvent> codec,
      @ConfigProperty(name = "kafka.bootstrap.servers") String kafka) {
    this.codec = codec;
    this.kafka = kafka;
  }

  @PostConstruct
  void start() {
    Thread.ofPlatform().daemon().name("event-log").start(this::read);
  }

  @PreDestroy
  void stop() {
    stopped = true;
  }

  List<PaymentEvent> of(Sale sale) {
    return byPayment.getOrDefault(sale.paymentId(), List.of());
  }

  /** Waits until exactly these types arrived, and checks what holds for every stream. */
  List<PaymentEvent> awaitTypes(Sale sale, String... types) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(types(sale)).containsExactly(types));
    List<PaymentEvent> events = of(sale);
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).getAggregateVersion()).isEqualTo(i + 1L);
      assertThat(events.get(i).getCorrelationId()).isEqualTo("cor_" + sale.paymentId());
      assertThat(events.get(i).getCausationId()).isNotNull();
    }
    return events;
  }

  List<String> types(Sale sale) {
    return of(sale).stream().map(PaymentEvent::getType).toList();
  }

  private void read() {
    var config =
        Map.<String, Object>of("bootstrap.servers", kafka, "auto.offset.reset", "earliest");
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      String topic = Topic.PAYMENT_EVENTS.topicName();
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!stopped) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                message ->
                    byPayment
                        .computeIfAbsent(message.key(), _ -> new CopyOnWriteArrayList<>())
                        .add(codec.decode(message.value())));
      }
    }
  }
}

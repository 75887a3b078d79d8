package dev.connectpos.order.messaging;

import dev.connectpos.order.application.OrderBells;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.schemas.Topic;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Rings the bell of every order that something happens to: each replica reads the end of {@code
 * order.events.v1} for itself, all partitions, in no group, and keeps no place. Only keys are
 * looked at. What it misses costs a waiting call time, so no health depends on it.
 */
@ApplicationScoped
class OrderEventsTail {
  private static final Logger LOG = Logger.getLogger(OrderEventsTail.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final OrderBells bells;
  private final Map<String, Object> kafka;
  private volatile boolean stopped;

  OrderEventsTail(OrderBells bells, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.bells = bells;
    this.kafka = kafka;
  }

  void start(@Observes Startup event) {
    Thread.ofPlatform().daemon().name("order-events-tail").start(this::follow);
  }

  void stop(@Observes Shutdown event) {
    stopped = true;
  }

  private void follow() {
    while (!stopped) {
      try (var consumer = consumer()) {
        var partitions = partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        while (!stopped) {
          for (var message : consumer.poll(POLL)) {
            var key = message.key();
            if (key != null) {
              bells.ring(new OrderId(key));
            }
          }
        }
      } catch (KafkaException e) {
        LOG.warnf("reading the end of %s failed, beginning anew: %s", topic(), e);
        LockSupport.parkNanos(POLL.toNanos());
      }
    }
  }

  /** Waits for Kafka as long as the client does. */
  private static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
    return consumer.partitionsFor(topic()).stream()
        .map(partition -> new TopicPartition(topic(), partition.partition()))
        .toList();
  }

  private KafkaConsumer<String, byte[]> consumer() {
    var settings = new HashMap<>(kafka);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private static String topic() {
    return Topic.ORDER_EVENTS.topicName();
  }
}

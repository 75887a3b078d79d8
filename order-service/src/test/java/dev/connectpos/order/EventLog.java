package dev.connectpos.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.connectpos.account.events.v1.AccountEvent;
import dev.connectpos.affiliation.events.v1.AffiliationEvent;
import dev.connectpos.charge.commands.v1.ChargeCommand;
import dev.connectpos.clock.events.v1.ClockEvent;
import dev.connectpos.clock.events.v1.ClockPutForward;
import dev.connectpos.order.events.v1.OrderEvent;
import dev.connectpos.payment.events.v1.PaymentEvent;
import dev.connectpos.schemas.EventCodec;
import dev.connectpos.schemas.HttpSchemaRegistry;
import dev.connectpos.schemas.Topic;
import dev.connectpos.terminal.events.v1.TerminalEvent;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** The other services' side of Kafka: plain clients, and the headers that an outbox writes. */
final class EventLog implements AutoCloseable {
  private final String bootstrap = setting("kafka.bootstrap.servers");
  private final HttpSchemaRegistry registry =
      new HttpSchemaRegistry(URI.create(setting("connect.schema-registry.url")));
  private final EventCodec<PaymentEvent> payments =
      EventCodec.of(Topic.PAYMENT_EVENTS, PaymentEvent.class, registry);
  private final EventCodec<TerminalEvent> terminals =
      EventCodec.of(Topic.TERMINAL_EVENTS, TerminalEvent.class, registry);
  private final EventCodec<AffiliationEvent> affiliations =
      EventCodec.of(Topic.AFFILIATION_EVENTS, AffiliationEvent.class, registry);
  private final EventCodec<ClockEvent> clock =
      EventCodec.of(Topic.CLOCK_EVENTS, ClockEvent.class, registry);
  private final EventCodec<OrderEvent> orders =
      EventCodec.of(Topic.ORDER_EVENTS, OrderEvent.class, registry);
  private final EventCodec<ChargeCommand> charges =
      EventCodec.of(Topic.CHARGE_COMMANDS, ChargeCommand.class, registry);
  private final EventCodec<AccountEvent> accounts =
      EventCodec.of(Topic.ACCOUNT_EVENTS, AccountEvent.class, registry);
  private final KafkaProducer<String, byte[]> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", bootstrap, "acks", "all"),
          new StringSerializer(),
          new ByteArraySerializer());

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }

  void publish(String paymentId, PaymentEvent event) {
    var message =
        new ProducerRecord<>(Topic.PAYMENT_EVENTS.topicName(), paymentId, payments.encode(event));
    var version = event.getAggregateVersion();
    send(message, "payment", event.getType(), event.getEventId(), version);
  }

  void publish(String terminalId, TerminalEvent event) {
    var message =
        new ProducerRecord<>(
            Topic.TERMINAL_EVENTS.topicName(), terminalId, terminals.encode(event));
    var version = event.getAggregateVersion();
    send(message, "terminal", event.getType(), event.getEventId(), version);
  }

  void publish(String accountId, AffiliationEvent event) {
    var message =
        new ProducerRecord<>(
            Topic.AFFILIATION_EVENTS.topicName(), accountId, affiliations.encode(event));
    var version = event.getAggregateVersion();
    send(message, "affiliation", event.getType(), event.getEventId(), version);
  }

  /** The system's clock is so far ahead. */
  void putForward(Duration ahead, long version) {
    var payload = new ClockPutForward(ahead.toNanos() / 1000);
    var event =
        new ClockEvent(
            id(payload, version),
            "clock.put_forward",
            PaymentMessages.AT,
            version,
            "clock-1",
            null,
            payload);
    var message =
        new ProducerRecord<>(Topic.CLOCK_EVENTS.topicName(), "clock", clock.encode(event));
    send(message, "clock", event.getType(), event.getEventId(), version);
  }

  private void send(
      ProducerRecord<String, byte[]> message,
      String aggregateType,
      String type,
      UUID eventId,
      long version) {
    var headers =
        Map.of(
            "event-id",
            eventId.toString(),
            "event-type",
            type,
            "aggregate-type",
            aggregateType,
            "aggregate-version",
            Long.toString(version),
            "occurred-at",
            "2026-11-23T14:03:31.500Z",
            "correlation-id",
            "sale-1");
    headers.forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
    try {
      producer.send(message).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Everything said of an order so far. */
  List<OrderEvent> ofOrder(String orderId) {
    return read(Topic.ORDER_EVENTS, orderId).stream().map(orders::decode).toList();
  }

  /** Every command about a payment so far. */
  List<ChargeCommand> ofPayment(String paymentId) {
    return read(Topic.CHARGE_COMMANDS, paymentId).stream().map(charges::decode).toList();
  }

  /** Everything said of an account so far. */
  List<AccountEvent> ofAccount(String accountId) {
    return read(Topic.ACCOUNT_EVENTS, accountId).stream().map(accounts::decode).toList();
  }

  private List<byte[]> read(Topic topic, String key) {
    var found = new ArrayList<byte[]>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", (Object) bootstrap),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic.topicName()).stream()
              .map(partition -> new TopicPartition(topic.topicName(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        for (var message : consumer.poll(Duration.ofMillis(200))) {
          if (key.equals(message.key())) {
            found.add(message.value());
          }
        }
      }
    }
    return found;
  }

  /** An envelope of terminal-service's. */
  static TerminalEvent terminalEvent(String type, long version, SpecificRecord payload) {
    return new TerminalEvent(
        id(payload, version), type, PaymentMessages.AT, version, "pairing-1", null, payload);
  }

  /** An envelope of acquirer-service's. */
  static AffiliationEvent affiliationEvent(String type, long version, SpecificRecord payload) {
    return new AffiliationEvent(
        id(payload, version), type, PaymentMessages.AT, version, "onboarding-1", null, payload);
  }

  /** Chosen once for each message, as an outbox does, so that a repeat is the same message. */
  static UUID id(SpecificRecord payload, long version) {
    return UUID.nameUUIDFromBytes((payload + "#" + version).getBytes(UTF_8));
  }

  @Override
  public void close() {
    producer.close();
  }
}

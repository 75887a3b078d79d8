package dev.connectpos.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.connectpos.account.events.v1.AccountEvent;
import dev.connectpos.account.events.v1.AccountOpened;
import dev.connectpos.account.events.v1.ApiKeyIssued;
import dev.connectpos.account.events.v1.Environment;
import dev.connectpos.account.events.v1.KeyKind;
import dev.connectpos.clock.events.v1.ClockEvent;
import dev.connectpos.clock.events.v1.ClockPutForward;
import dev.connectpos.notification.events.v1.NotificationEvent;
import dev.connectpos.order.events.v1.ChargePaid;
import dev.connectpos.order.events.v1.OrderEvent;
import dev.connectpos.schemas.EventCodec;
import dev.connectpos.schemas.HttpSchemaRegistry;
import dev.connectpos.schemas.Topic;
import dev.connectpos.terminal.events.v1.TerminalEvent;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Plays order- and terminal-service on the log, and reads what notification-service states there.
 */
final class Facts implements AutoCloseable {
  private final String bootstrap;
  private final KafkaProducer<String, byte[]> producer;
  private final EventCodec<OrderEvent> orders;
  private final EventCodec<AccountEvent> accounts;
  private final EventCodec<TerminalEvent> terminals;
  private final EventCodec<NotificationEvent> notifications;
  private final EventCodec<ClockEvent> clock;

  Facts(String bootstrap, String registryUrl) {
    var registry = new HttpSchemaRegistry(URI.create(registryUrl));
    this.bootstrap = bootstrap;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new StringSerializer(),
            new ByteArraySerializer());
    this.orders = EventCodec.of(Topic.ORDER_EVENTS, OrderEvent.class, registry);
    this.accounts = EventCodec.of(Topic.ACCOUNT_EVENTS, AccountEvent.class, registry);
    this.terminals = EventCodec.of(Topic.TERMINAL_EVENTS, TerminalEvent.class, registry);
    this.notifications =
        EventCodec.of(Topic.NOTIFICATION_EVENTS, NotificationEvent.class, registry);
    this.clock = EventCodec.of(Topic.CLOCK_EVENTS, ClockEvent.class, registry);
  }

  /** The system's clock is so far ahead. */
  void putForward(Duration ahead) {
    UUID eventId = UUID.randomUUID();
    var payload = new ClockPutForward(ahead.toNanos() / 1000);
    var event = new ClockEvent(eventId, "clock.put_forward", now(), 1L, "clock-1", null, payload);
    send(
        Topic.CLOCK_EVENTS,
        new Stated("clock", eventId, "clock.put_forward", "clock", 1, clock.encode(event)));
  }

  /** An account with a secret key, stated on the log. */
  void account(String id, String name, String secretKey) {
    var opened = new AccountOpened(id, name, Environment.TEST, "America/Sao_Paulo");
    var issued =
        new ApiKeyIssued(id, "key_" + id, sha256(secretKey), KeyKind.SECRET, Environment.TEST);
    send(Topic.ACCOUNT_EVENTS, accountEvent(id, 1, "account.opened", opened));
    send(Topic.ACCOUNT_EVENTS, accountEvent(id, 2, "account.key_issued", issued));
  }

  /** The next fact about an account, after the two that made it known. */
  void account(String id, long version, String type, Object payload) {
    send(Topic.ACCOUNT_EVENTS, accountEvent(id, version, type, payload));
  }

  /** As keys stand on the wire. */
  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A charge was paid; the same event id makes it the same fact. */
  void chargePaid(UUID eventId, String account, String orderId, long version) {
    chargePaid(eventId, account, orderId, version, resource(orderId));
  }

  void chargePaid(UUID eventId, String account, String orderId, long version, String resource) {
    var paid =
        new ChargePaid(orderId, account, "ch_" + orderId, "pay_" + orderId, 1990L, "BRL", resource);
    order(eventId, orderId, version, "charge.paid", paid);
  }

  /** Anything about an order. */
  void order(UUID eventId, String orderId, long version, String type, Object payload) {
    var event = new OrderEvent(eventId, type, now(), version, "corr-" + orderId, null, payload);
    send(
        Topic.ORDER_EVENTS,
        new Stated(orderId, eventId, type, "order", version, orders.encode(event)));
  }

  /** Anything about a terminal. */
  void terminal(UUID eventId, String terminalId, long version, String type, Object payload) {
    var event =
        new TerminalEvent(eventId, type, now(), version, "corr-" + terminalId, null, payload);
    send(
        Topic.TERMINAL_EVENTS,
        new Stated(terminalId, eventId, type, "terminal", version, terminals.encode(event)));
  }

  static String resource(String orderId) {
    return "{\"id\":\"ch_" + orderId + "\", \"amount\":1990, \"status\":\"paid\"}";
  }

  /** Everything stated about webhooks up to now. */
  List<NotificationEvent> stated() {
    var events = new ArrayList<NotificationEvent>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrap),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(Topic.NOTIFICATION_EVENTS.topicName()).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(message -> events.add(notifications.decode(message.value())));
      }
    }
    return events;
  }

  @Override
  public void close() {
    producer.close();
  }

  @SuppressWarnings("ArrayRecordComponent") // Sent, compared by no one.
  private record Stated(
      String key, UUID eventId, String type, String aggregateType, long version, byte[] payload) {}

  private Stated accountEvent(String id, long version, String type, Object payload) {
    UUID eventId = UUID.randomUUID();
    var event = new AccountEvent(eventId, type, now(), version, "corr-" + id, null, payload);
    return new Stated(id, eventId, type, "account", version, accounts.encode(event));
  }

  private void send(Topic topic, Stated stated) {
    var message = new ProducerRecord<>(topic.topicName(), stated.key, stated.payload);
    Map.of(
            "event-id",
            stated.eventId.toString(),
            "event-type",
            stated.type,
            "aggregate-type",
            stated.aggregateType,
            "aggregate-version",
            Long.toString(stated.version),
            "occurred-at",
            now().toString(),
            "correlation-id",
            "corr-" + stated.key,
            "traceparent",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        .forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
    var _ = producer.send(message);
    producer.flush();
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }
}

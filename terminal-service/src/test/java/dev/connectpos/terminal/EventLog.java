package dev.connectpos.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.connectpos.account.events.v1.AccountEvent;
import dev.connectpos.account.events.v1.AccountOpened;
import dev.connectpos.account.events.v1.Environment;
import dev.connectpos.order.events.v1.ClosedStatus;
import dev.connectpos.order.events.v1.InstallmentType;
import dev.connectpos.order.events.v1.OrderClosed;
import dev.connectpos.order.events.v1.OrderEvent;
import dev.connectpos.order.events.v1.OrderMode;
import dev.connectpos.order.events.v1.OrderPlaced;
import dev.connectpos.order.events.v1.PaymentType;
import dev.connectpos.payment.commands.v1.PaymentCommand;
import dev.connectpos.payment.events.v1.CardFacts;
import dev.connectpos.payment.events.v1.CardFunding;
import dev.connectpos.payment.events.v1.PaymentAuthorized;
import dev.connectpos.payment.events.v1.PaymentCaptured;
import dev.connectpos.payment.events.v1.PaymentDeclined;
import dev.connectpos.payment.events.v1.PaymentEvent;
import dev.connectpos.payment.events.v1.PaymentInDoubt;
import dev.connectpos.payment.events.v1.PaymentReversed;
import dev.connectpos.schemas.EventCodec;
import dev.connectpos.schemas.HttpSchemaRegistry;
import dev.connectpos.schemas.Topic;
import dev.connectpos.terminal.events.v1.TerminalEvent;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The other services, as this one knows them: what they state, and what it tells them. */
final class EventLog implements AutoCloseable {
  /** The trace that every request to order-service belongs to, as far as these tests go. */
  static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final EventCodec<AccountEvent> accounts;
  private final EventCodec<OrderEvent> orders;
  private final EventCodec<PaymentEvent> payments;
  private final EventCodec<PaymentCommand> commands;
  private final EventCodec<TerminalEvent> terminals;
  private final Map<String, Long> versions = new ConcurrentHashMap<>();
  private final Map<String, String> traces = new ConcurrentHashMap<>();
  private final List<PaymentCommand> sentCommands = new CopyOnWriteArrayList<>();
  private final List<TerminalEvent> statedTerminals = new CopyOnWriteArrayList<>();

  EventLog(String bootstrap, String registryUrl) {
    var registry = new HttpSchemaRegistry(URI.create(registryUrl));
    accounts = EventCodec.of(Topic.ACCOUNT_EVENTS, AccountEvent.class, registry);
    orders = EventCodec.of(Topic.ORDER_EVENTS, OrderEvent.class, registry);
    payments = EventCodec.of(Topic.PAYMENT_EVENTS, PaymentEvent.class, registry);
    commands = EventCodec.of(Topic.PAYMENT_COMMANDS, PaymentCommand.class, registry);
    terminals = EventCodec.of(Topic.TERMINAL_EVENTS, TerminalEvent.class, registry);
    var settings = new Properties();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("auto.offset.reset", "earliest");
    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    var partitions =
        List.of(Topic.PAYMENT_COMMANDS, Topic.TERMINAL_EVENTS).stream()
            .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
            .map(p -> new org.apache.kafka.common.TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  void accountOpened(String account) {
    var payload = new AccountOpened(account, "Loja", Environment.TEST, "America/Sao_Paulo");
    send(Topic.ACCOUNT_EVENTS, "account", account, "account.opened", payload);
  }

  void orderPlaced(String order, String account, String serial) {
    var payload =
        OrderPlaced.newBuilder()
            .setOrderId(order)
            .setAccountId(account)
            .setCode("PED-1")
            .setAmountMinor(1990)
            .setCurrency("BRL")
            .setMode(OrderMode.DIRECT)
            .setDisplayName("Mesa 3")
            .setTerminalSerials(List.of(serial))
            .setPaymentType(PaymentType.CREDIT)
            .setInstallments(1)
            .setInstallmentType(InstallmentType.MERCHANT)
            .setPrintOrderReceipt(false)
            .setResourceJson("{}")
            .build();
    send(Topic.ORDER_EVENTS, "order", order, "order.placed", payload);
  }

  void orderClosed(String order, String account, ClosedStatus status) {
    send(
        Topic.ORDER_EVENTS,
        "order",
        order,
        "order.closed",
        OrderClosed.newBuilder()
            .setOrderId(order)
            .setAccountId(account)
            .setStatus(status)
            .setResourceJson("{}")
            .build());
  }

  void authorized(Attempt attempt) {
    send(attempt, "payment.authorized", authorization(attempt));
  }

  private static PaymentAuthorized authorization(Attempt a) {
    return PaymentAuthorized.newBuilder()
        .setPaymentId(a.payment())
        .setOrderId(a.order())
        .setAccountId(a.account())
        .setAttemptId(a.attempt())
        .setAmountMinor(1990)
        .setCurrency("BRL")
        .setNsu("12345678901234")
        .setAuthorizationCode("A1B2C3")
        .setReturnCode("0")
        .setMessage("Transação autorizada")
        .setCard(card())
        .setConfirmWithinMs(60_000)
        .build();
  }

  void declined(Attempt a) {
    send(
        a,
        "payment.declined",
        new PaymentDeclined(
            a.payment(),
            a.order(),
            a.account(),
            a.attempt(),
            1990L,
            "BRL",
            "12345678901234",
            "1016",
            "Saldo insuficiente",
            "Tente outro cartão",
            true));
  }

  void inDoubt(Attempt a) {
    send(
        a,
        "payment.in_doubt",
        new PaymentInDoubt(a.payment(), a.order(), a.account(), a.attempt()));
  }

  void reversed(Attempt a, String reason) {
    send(
        a,
        "payment.reversed",
        new PaymentReversed(a.payment(), a.order(), a.account(), a.attempt(), reason));
  }

  void captured(Attempt a) {
    send(a, "payment.captured", capture(a));
  }

  private static PaymentCaptured capture(Attempt a) {
    return PaymentCaptured.newBuilder()
        .setPaymentId(a.payment())
        .setOrderId(a.order())
        .setAccountId(a.account())
        .setAttemptId(a.attempt())
        .setAmountMinor(1990)
        .setCurrency("BRL")
        .setNsu("12345678901234")
        .setAuthorizationCode("A1B2C3")
        .setReturnCode("0")
        .setCard(card())
        .setPaymentType(dev.connectpos.payment.events.v1.PaymentType.CREDIT)
        .setInstallments(1)
        .setInstallmentType(dev.connectpos.payment.events.v1.InstallmentType.MERCHANT)
        .setTerminalSerial("EMU")
        .setAuthorizedAt(Instant.parse("2026-11-23T12:00:00Z"))
        .setCapturedAt(Instant.parse("2026-11-23T12:00:01Z"))
        .build();
  }

  private static CardFacts card() {
    return new CardFacts("Visa", "411111", "1111", "tok_1", null, CardFunding.CREDIT);
  }

  /** An attempt, as the acquirer would know it. */
  record Attempt(String payment, String order, String account, String attempt) {}

  /** Every command to the acquirer about an attempt so far, in order. */
  List<PaymentCommand> commandsOf(String attempt) {
    poll();
    return sentCommands.stream()
        .filter(c -> c.getPayload().toString().contains("\"" + attempt + "\""))
        .toList();
  }

  /** The trace that the first command about an attempt belongs to. */
  String traceOf(String attempt) {
    return traces.getOrDefault(commandsOf(attempt).getFirst().getEventId().toString(), "");
  }

  /** Every fact about a terminal so far, in order. */
  List<TerminalEvent> eventsOf(String terminal) {
    poll();
    return statedTerminals.stream()
        .filter(e -> e.getPayload().toString().contains("\"" + terminal + "\""))
        .toList();
  }

  private synchronized void poll() {
    for (var message : consumer.poll(Duration.ofMillis(200))) {
      if (message.topic().equals(Topic.PAYMENT_COMMANDS.topicName())) {
        PaymentCommand command = commands.decode(message.value());
        String traceparent = new String(message.headers().lastHeader("traceparent").value(), UTF_8);
        traces.put(command.getEventId().toString(), traceparent.substring(3, 35));
        sentCommands.add(command);
      } else {
        statedTerminals.add(terminals.decode(message.value()));
      }
    }
  }

  private void send(Attempt attempt, String type, Object payload) {
    send(Topic.PAYMENT_EVENTS, "payment", attempt.payment(), type, payload);
  }

  private void send(Topic topic, String aggregate, String id, String type, Object payload) {
    long version = versions.merge(topic + id, 1L, Long::sum);
    UUID event = UUID.randomUUID();
    Instant at = Instant.ofEpochMilli(System.currentTimeMillis());
    byte[] bytes =
        switch (topic) {
          case ACCOUNT_EVENTS ->
              accounts.encode(
                  new AccountEvent(event, type, at, version, "corr-" + id, null, payload));
          case ORDER_EVENTS ->
              orders.encode(new OrderEvent(event, type, at, version, "corr-" + id, null, payload));
          case PAYMENT_EVENTS ->
              payments.encode(
                  new PaymentEvent(event, type, at, version, "corr-" + id, null, payload));
          default -> throw new IllegalArgumentException(topic.topicName());
        };
    var message = new ProducerRecord<>(topic.topicName(), id, bytes);
    Map.of(
            "event-id",
            event.toString(),
            "event-type",
            type,
            "aggregate-type",
            aggregate,
            "aggregate-version",
            Long.toString(version),
            "occurred-at",
            at.toString(),
            "traceparent",
            "00-" + TRACE_ID + "-b7ad6b7169203331-01",
            "correlation-id",
            "corr-" + id)
        .forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
    var _ = producer.send(message);
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}

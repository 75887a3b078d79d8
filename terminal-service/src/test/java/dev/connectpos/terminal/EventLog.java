package dev.connectpos.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectpos.account.events.v1.AccountEvent;
import dev.connectpos.account.events.v1.AccountOpened;
import dev.connectpos.account.events.v1.AccountSettingsChanged;
import dev.connectpos.account.events.v1.Environment;
import dev.connectpos.account.events.v1.SetupCheckStarted;
import dev.connectpos.clock.events.v1.ClockEvent;
import dev.connectpos.clock.events.v1.ClockPutForward;
import dev.connectpos.order.events.v1.CancellationRefused;
import dev.connectpos.order.events.v1.ChargeCreated;
import dev.connectpos.order.events.v1.ChargeFailed;
import dev.connectpos.order.events.v1.ChargeProcessing;
import dev.connectpos.order.events.v1.ChargeUpdated;
import dev.connectpos.order.events.v1.CloseCause;
import dev.connectpos.order.events.v1.ClosedStatus;
import dev.connectpos.order.events.v1.InstallmentType;
import dev.connectpos.order.events.v1.OrderClosed;
import dev.connectpos.order.events.v1.OrderEvent;
import dev.connectpos.order.events.v1.OrderMode;
import dev.connectpos.order.events.v1.OrderPlaced;
import dev.connectpos.order.events.v1.OrderUpdated;
import dev.connectpos.order.events.v1.PaymentType;
import dev.connectpos.payment.commands.v1.PaymentCommand;
import dev.connectpos.payment.events.v1.CancelKind;
import dev.connectpos.payment.events.v1.CardFacts;
import dev.connectpos.payment.events.v1.CardFunding;
import dev.connectpos.payment.events.v1.OperationType;
import dev.connectpos.payment.events.v1.PaymentAuthorized;
import dev.connectpos.payment.events.v1.PaymentCancelRefused;
import dev.connectpos.payment.events.v1.PaymentCaptureRefused;
import dev.connectpos.payment.events.v1.PaymentCaptured;
import dev.connectpos.payment.events.v1.PaymentConfirmed;
import dev.connectpos.payment.events.v1.PaymentDeclined;
import dev.connectpos.payment.events.v1.PaymentEvent;
import dev.connectpos.payment.events.v1.PaymentExpired;
import dev.connectpos.payment.events.v1.PaymentInDoubt;
import dev.connectpos.payment.events.v1.PaymentOrigin;
import dev.connectpos.payment.events.v1.PaymentRefunded;
import dev.connectpos.payment.events.v1.PaymentReversed;
import dev.connectpos.payment.events.v1.PaymentVoided;
import dev.connectpos.payment.events.v1.RefusedBy;
import dev.connectpos.schemas.EventCodec;
import dev.connectpos.schemas.HttpSchemaRegistry;
import dev.connectpos.schemas.Topic;
import dev.connectpos.terminal.events.v1.TerminalEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
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
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The other services, as this one knows them: what they state, and what it tells them. */
@Singleton
class EventLog {
  /** The trace that every request to order-service belongs to, as far as these tests go. */
  static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

  private static final Instant AUTHORIZED_AT = Instant.parse("2026-11-23T12:00:00Z");

  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final EventCodec<AccountEvent> accounts;
  private final EventCodec<ClockEvent> clock;
  private final EventCodec<OrderEvent> orders;
  private final EventCodec<PaymentEvent> payments;
  private final EventCodec<PaymentCommand> commands;
  private final EventCodec<TerminalEvent> terminals;
  private final Map<String, Long> versions = new ConcurrentHashMap<>();
  private final Map<String, ProducerRecord<String, byte[]>> last = new ConcurrentHashMap<>();
  private final Map<String, String> traces = new ConcurrentHashMap<>();
  private final List<PaymentCommand> sentCommands = new CopyOnWriteArrayList<>();
  private final List<TerminalEvent> statedTerminals = new CopyOnWriteArrayList<>();

  EventLog(
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap,
      @ConfigProperty(name = "connect.schema-registry.url") String registryUrl) {
    var registry = new HttpSchemaRegistry(URI.create(registryUrl));
    accounts = EventCodec.of(Topic.ACCOUNT_EVENTS, AccountEvent.class, registry);
    clock = EventCodec.of(Topic.CLOCK_EVENTS, ClockEvent.class, registry);
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

  void accountMoved(String account, String zone) {
    var payload =
        AccountSettingsChanged.newBuilder()
            .setAccountId(account)
            .setName("Loja")
            .setTimeZone(zone)
            .setOverpaymentAllowed(false)
            .setSoftDescriptorAllowed(false)
            .setZeroDollarAllowed(false)
            .build();
    send(Topic.ACCOUNT_EVENTS, "account", account, "account.settings_changed", payload);
  }

  void setupCheckStarted(String account, String order, String serial) {
    var payload = new SetupCheckStarted(account, order, serial, Instant.now().plusSeconds(900));
    send(Topic.ACCOUNT_EVENTS, "account", account, "setup_check.started", payload);
  }

  /** The system's clock is so far ahead. */
  void putForward(Duration ahead) {
    var payload = new ClockPutForward(ahead.toNanos() / 1000);
    send(Topic.CLOCK_EVENTS, "clock", "clock", "clock.put_forward", payload);
  }

  void orderPlaced(String order, String account, String serial) {
    orderPlaced(order(order, account).setTerminalSerials(List.of(serial)));
  }

  void orderPlaced(OrderPlaced.Builder placed) {
    send(Topic.ORDER_EVENTS, "order", placed.getOrderId(), "order.placed", placed.build());
  }

  /** A direct order over R$ 19,90 by credit card, for no terminal yet. */
  static OrderPlaced.Builder order(String order, String account) {
    return OrderPlaced.newBuilder()
        .setOrderId(order)
        .setAccountId(account)
        .setCode("PED-1")
        .setAmountMinor(1990)
        .setCurrency("BRL")
        .setMode(OrderMode.DIRECT)
        .setDisplayName("Mesa 3")
        .setTerminalSerials(List.of())
        .setPaymentType(PaymentType.CREDIT)
        .setInstallments(1)
        .setInstallmentType(InstallmentType.MERCHANT)
        .setPrintOrderReceipt(false)
        .setResourceJson("{}");
  }

  /**
   * A listed order over R$ 19,90, on every terminal of the account, paid as the operator chooses.
   */
  static OrderPlaced.Builder listed(String order, String account) {
    return order(order, account).setMode(OrderMode.LISTED).setPaymentType(null);
  }

  void orderUpdated(String order, String account, long amount) {
    var payload =
        OrderUpdated.newBuilder()
            .setOrderId(order)
            .setAccountId(account)
            .setAmountMinor(amount)
            .setCurrency("BRL")
            .setResourceJson("{}")
            .build();
    orderUpdated(payload);
  }

  void orderUpdated(OrderUpdated payload) {
    send(Topic.ORDER_EVENTS, "order", payload.getOrderId(), "order.updated", payload);
  }

  void orderClosed(String order, String account, ClosedStatus status) {
    orderClosed(order, account, status, CloseCause.REQUESTED);
  }

  void orderExpired(String order, String account) {
    orderClosed(order, account, ClosedStatus.FAILED, CloseCause.EXPIRED);
  }

  void orderClosed(String order, String account, ClosedStatus status, CloseCause cause) {
    var payload =
        OrderClosed.newBuilder()
            .setOrderId(order)
            .setAccountId(account)
            .setStatus(status)
            .setCause(cause)
            .setResourceJson("{}")
            .build();
    send(Topic.ORDER_EVENTS, "order", order, "order.closed", payload);
  }

  /** What is said of a charge that is paid over the API. */
  void chargeFailedOnline(String order, String account, String payment) {
    var created = new ChargeCreated(order, account, "ch_1", payment, 1990L, "BRL", "{}");
    send(Topic.ORDER_EVENTS, "order", order, "charge.created", created);
    var processing = new ChargeProcessing(order, account, "ch_1", payment, "{}");
    send(Topic.ORDER_EVENTS, "order", order, "charge.processing", processing);
    var failed = new ChargeFailed(order, account, "ch_1", payment, "1016", "Saldo", "{}");
    send(Topic.ORDER_EVENTS, "order", order, "charge.payment_failed", failed);
  }

  /** Leaves out one fact about an order, as if it were still under way. */
  void skipOrderFact(String order) {
    versions.merge(Topic.ORDER_EVENTS + order, 1L, Long::sum);
  }

  /** A payment over the API, as the acquirer states it: its attempt is the payment itself. */
  void capturedOnline(String payment, String account) {
    var attempt = new Attempt(payment, "or_online", account, payment, 1990);
    send(
        attempt,
        "payment.captured",
        PaymentCaptured.newBuilder(capture(attempt, 1990))
            .setOrigin(PaymentOrigin.ONLINE)
            .setTerminalSerial("")
            .build());
    voided(attempt);
  }

  /** Something about a charge; nothing of it is used here. */
  void chargeUpdated(String order, String account, String payment) {
    var payload = new ChargeUpdated(order, account, "ch_1", payment, "{}");
    send(Topic.ORDER_EVENTS, "order", order, "charge.updated", payload);
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
        .setAmountMinor(a.amount())
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
            a.amount(),
            "BRL",
            "12345678901234",
            "1016",
            "Saldo insuficiente",
            "Tente outro cartão",
            true,
            PaymentOrigin.ORDER,
            "51"));
  }

  void inDoubt(Attempt a) {
    send(
        a,
        "payment.in_doubt",
        new PaymentInDoubt(a.payment(), a.order(), a.account(), a.attempt(), PaymentOrigin.ORDER));
  }

  void reversed(Attempt a, String reason) {
    send(
        a,
        "payment.reversed",
        new PaymentReversed(
            a.payment(), a.order(), a.account(), a.attempt(), reason, PaymentOrigin.ORDER));
  }

  void captured(Attempt a) {
    captured(a, a.amount());
  }

  /** Captured, perhaps in part. */
  void captured(Attempt a, long amount) {
    send(a, "payment.captured", capture(a, amount));
  }

  private static PaymentCaptured capture(Attempt a, long amount) {
    return PaymentCaptured.newBuilder()
        .setPaymentId(a.payment())
        .setOrderId(a.order())
        .setAccountId(a.account())
        .setAttemptId(a.attempt())
        .setAmountMinor(amount)
        .setCurrency("BRL")
        .setNsu("12345678901234")
        .setAuthorizationCode("A1B2C3")
        .setReturnCode("0")
        .setCard(card())
        .setPaymentType(dev.connectpos.payment.events.v1.PaymentType.CREDIT)
        .setInstallments(1)
        .setInstallmentType(dev.connectpos.payment.events.v1.InstallmentType.MERCHANT)
        .setTerminalSerial("EMU")
        .setAuthorizedAt(AUTHORIZED_AT)
        .setCapturedAt(AUTHORIZED_AT.plusSeconds(1))
        .build();
  }

  /** Confirmed and held for later capture. */
  void held(Attempt a) {
    var payload =
        PaymentConfirmed.newBuilder()
            .setPaymentId(a.payment())
            .setOrderId(a.order())
            .setAccountId(a.account())
            .setAttemptId(a.attempt())
            .setAmountMinor(a.amount())
            .setCurrency("BRL")
            .setNsu("12345678901234")
            .setAuthorizationCode("A1B2C3")
            .setReturnCode("0")
            .setCard(card())
            .setPaymentType(dev.connectpos.payment.events.v1.PaymentType.CREDIT)
            .setTerminalSerial("EMU")
            .setOperationType(OperationType.PRE_AUTH)
            .setAuthorizedAt(AUTHORIZED_AT)
            .setCaptureBy(AUTHORIZED_AT.plus(Duration.ofDays(7)))
            .build();
    send(a, "payment.confirmed", payload);
  }

  void captureRefused(Attempt a) {
    var payload =
        new PaymentCaptureRefused(
            a.payment(), a.order(), a.account(), "req_1", "amount_above_authorized", "Não");
    send(a, "payment.capture_refused", payload);
  }

  void voided(Attempt a) {
    voided(a, "req_1");
  }

  void voided(Attempt a, String request) {
    var payload =
        new PaymentVoided(
            a.payment(),
            a.order(),
            a.account(),
            request,
            a.amount(),
            "BRL",
            AUTHORIZED_AT,
            null,
            null);
    send(a, "payment.voided", payload);
  }

  /**
   * @param refunded all that was given back so far
   */
  void refunded(Attempt a, long refunded) {
    refunded(a, refunded, "req_1");
  }

  void refunded(Attempt a, long refunded, String request) {
    var payload =
        new PaymentRefunded(
            a.payment(),
            a.order(),
            a.account(),
            request,
            1L,
            "BRL",
            refunded,
            AUTHORIZED_AT,
            null,
            null);
    send(a, "payment.refunded", payload);
  }

  void cancelRefused(Attempt a) {
    cancelRefused(a, "req_1");
  }

  void cancelRefused(Attempt a, String request) {
    var payload =
        new PaymentCancelRefused(
            a.payment(),
            a.order(),
            a.account(),
            request,
            a.amount(),
            "BRL",
            CancelKind.VOID,
            RefusedBy.RULE,
            "partial_void_not_allowed",
            "Não",
            null);
    send(a, "payment.cancel_refused", payload);
  }

  /** Order-service's own no to a cancellation. */
  void cancellationRefused(Attempt a, String request) {
    var payload =
        new CancellationRefused(
            a.order(), a.account(), a.payment(), request, "charge_not_cancelable", "Não pode");
    send(Topic.ORDER_EVENTS, "order", a.order(), "order.cancellation_refused", payload);
  }

  /** As it is stated where the order is not known: of the cancellation itself. */
  void cancellationOfUnknownOrder(Attempt a, String request) {
    var payload =
        new CancellationRefused(
            a.order(), a.account(), a.payment(), request, "not_found", "Venda não encontrada");
    send(Topic.ORDER_EVENTS, "cancellation", request, "cancellation.refused", payload);
  }

  void expired(Attempt a) {
    var payload =
        new PaymentExpired(a.payment(), a.order(), a.account(), a.amount(), "BRL", AUTHORIZED_AT);
    send(a, "payment.expired", payload);
  }

  private static CardFacts card() {
    return new CardFacts("Visa", "411111", "1111", "tok_1", null, CardFunding.CREDIT);
  }

  /** An attempt, as the acquirer would know it. */
  record Attempt(String payment, String order, String account, String attempt, long amount) {}

  /** Waits until there are as many commands to the acquirer about an attempt, in order. */
  List<PaymentCommand> commandsOf(String attempt, int count) {
    await().untilAsserted(() -> assertThat(commandsOf(attempt)).hasSizeGreaterThanOrEqualTo(count));
    return commandsOf(attempt);
  }

  private List<PaymentCommand> commandsOf(String attempt) {
    poll();
    return sentCommands.stream()
        .filter(c -> c.getPayload().toString().contains("\"" + attempt + "\""))
        .toList();
  }

  /** The trace that a command belongs to. */
  String traceOf(PaymentCommand command) {
    return traces.getOrDefault(command.getEventId().toString(), "");
  }

  /** Every fact about a terminal so far, in order. */
  List<TerminalEvent> eventsOf(String terminal) {
    poll();
    return statedTerminals.stream()
        .filter(e -> e.getPayload().toString().contains("\"" + terminal + "\""))
        .toList();
  }

  /** Waits for a fact about a terminal. */
  <T> T eventOf(String terminal, Class<T> type) {
    await().until(() -> eventsOf(terminal).stream().anyMatch(e -> type.isInstance(e.getPayload())));
    return eventsOf(terminal).stream()
        .map(TerminalEvent::getPayload)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  private synchronized void poll() {
    for (var message : consumer.poll(Duration.ofMillis(200))) {
      if (message.topic().equals(Topic.PAYMENT_COMMANDS.topicName())) {
        PaymentCommand command = commands.decode(message.value());
        // What a terminal begins by itself belongs to no request.
        Header trace = message.headers().lastHeader("traceparent");
        if (trace != null) {
          String traceparent = new String(trace.value(), UTF_8);
          traces.put(command.getEventId().toString(), traceparent.substring(3, 35));
        }
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
          case CLOCK_EVENTS ->
              clock.encode(new ClockEvent(event, type, at, version, "corr-" + id, null, payload));
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
    last.put(id, message);
    var _ = producer.send(message);
    producer.flush();
  }

  /** Sends the last message of a key once more, as a relay may that was cut off. */
  void repeatLast(String id) {
    var _ = producer.send(last.get(id));
    producer.flush();
  }

  @PreDestroy
  void close() {
    producer.close();
    consumer.close();
  }
}

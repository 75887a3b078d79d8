package dev.connectpos.acquirer;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.connectpos.account.events.v1.AccountEvent;
import dev.connectpos.account.events.v1.AccountOpened;
import dev.connectpos.account.events.v1.AccountSettingsChanged;
import dev.connectpos.account.events.v1.Environment;
import dev.connectpos.account.events.v1.SetupCheckStarted;
import dev.connectpos.charge.commands.v1.AuthorizeOnlinePayment;
import dev.connectpos.charge.commands.v1.CancelPayment;
import dev.connectpos.charge.commands.v1.CapturePayment;
import dev.connectpos.charge.commands.v1.ChargeCommand;
import dev.connectpos.charge.commands.v1.RetryCancellation;
import dev.connectpos.dukpt.BaseDerivationKey;
import dev.connectpos.dukpt.EncryptedCard;
import dev.connectpos.dukpt.InitialKey;
import dev.connectpos.dukpt.InitialKeyId;
import dev.connectpos.dukpt.TransactionCounter;
import dev.connectpos.payment.commands.v1.AuthorizePayment;
import dev.connectpos.payment.commands.v1.ConfirmPayment;
import dev.connectpos.payment.commands.v1.EntryMode;
import dev.connectpos.payment.commands.v1.InstallmentType;
import dev.connectpos.payment.commands.v1.OperationType;
import dev.connectpos.payment.commands.v1.PaymentCommand;
import dev.connectpos.payment.commands.v1.PaymentType;
import dev.connectpos.payment.commands.v1.UndoPayment;
import dev.connectpos.schemas.EventCodec;
import dev.connectpos.schemas.Topic;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Plays what stands before the acquirer: a terminal that seals cards, terminal-service that sends
 * commands, order-service that opens accounts. Its messages are as an outbox writes them.
 */
@ApplicationScoped
class Terminals {
  static final String APPROVES = "4000000000000010";
  static final String ORDINARY = "4111111111111111";
  static final String SERIAL = "6C568971";

  private static final InitialKeyId KEY_ID = new InitialKeyId("1234567890123456");

  private final EventCodec<PaymentCommand> commands;
  private final EventCodec<AccountEvent> accounts;
  private final EventCodec<ChargeCommand> charges;
  private final KafkaProducer<String, byte[]> producer;
  private final String bdk;
  private final String internalToken;
  private final SecureRandom random = new SecureRandom();
  private final AtomicLong counter = new AtomicLong();
  private final AtomicLong ids = new AtomicLong();

  Terminals(
      EventCodec<PaymentCommand> commands,
      EventCodec<AccountEvent> accounts,
      EventCodec<ChargeCommand> charges,
      @ConfigProperty(name = "kafka.bootstrap.servers") String kafka,
      @ConfigProperty(name = "connect.bdk") String bdk,
      @ConfigProperty(name = "connect.internal-token") String internalToken) {
    this.commands = commands;
    this.accounts = accounts;
    this.charges = charges;
    this.bdk = bdk;
    this.internalToken = internalToken;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka, "linger.ms", 0),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  @PreDestroy
  void close() {
    producer.close();
  }

  /** What a test sells. */
  record Sale(
      String paymentId,
      String accountId,
      String attemptId,
      long amountMinor,
      PaymentType type,
      OperationType operation) {

    Sale(String paymentId, String accountId, String attemptId, long amountMinor, PaymentType type) {
      this(paymentId, accountId, attemptId, amountMinor, type, OperationType.AUTH_AND_CAPTURE);
    }

    Sale of(long minor) {
      return new Sale(paymentId, accountId, attemptId, minor, type, operation);
    }

    Sale to(OperationType wanted) {
      return new Sale(paymentId, accountId, attemptId, amountMinor, type, wanted);
    }

    Sale in(String account) {
      return new Sale(paymentId, account, attemptId, amountMinor, type, operation);
    }

    Sale by(PaymentType paymentType) {
      return new Sale(paymentId, accountId, attemptId, amountMinor, paymentType, operation);
    }

    String orderId() {
      return "or_" + paymentId;
    }
  }

  /** A sale of an account that is open, of R$ 19,90 on credit. */
  Sale sale() {
    String n = "%08d".formatted(ids.incrementAndGet());
    openAccount("acc_demo", 1);
    return new Sale(
        "pay_" + n + UUID.randomUUID().toString().substring(0, 8),
        "acc_demo",
        SERIAL + "-1.0.0-" + n.substring(2) + "-" + n.substring(4),
        19_90,
        PaymentType.CREDIT);
  }

  void openAccount(String accountId, long version) {
    openAccount(accountId, version, Environment.TEST);
  }

  void openAccount(String accountId, long version, Environment environment) {
    account(
        accountId,
        version,
        "account.opened",
        AccountOpened.newBuilder()
            .setAccountId(accountId)
            .setName("Padaria Central")
            .setEnvironment(environment)
            .setTimeZone("America/Sao_Paulo")
            .build());
  }

  void moveAccount(String accountId, long version, String timeZone) {
    account(
        accountId,
        version,
        "account.settings_changed",
        AccountSettingsChanged.newBuilder()
            .setAccountId(accountId)
            .setName("Padaria Central")
            .setTimeZone(timeZone)
            .setOverpaymentAllowed(false)
            .setSoftDescriptorAllowed(false)
            .setZeroDollarAllowed(false)
            .build());
  }

  /** As order-service tells of an order that proves the set-up. */
  void checkSetup(String accountId, long version, String orderId, Instant expiresAt) {
    account(
        accountId,
        version,
        "setup_check.started",
        new SetupCheckStarted(accountId, orderId, SERIAL, expiresAt));
  }

  private void account(String accountId, long version, String type, Object payload) {
    UUID eventId = UUID.randomUUID();
    var event =
        AccountEvent.newBuilder()
            .setEventId(eventId)
            .setType(type)
            .setOccurredAt(Instant.now())
            .setAggregateVersion(version)
            .setCorrelationId("test")
            .setPayload(payload)
            .build();
    send(
        Topic.ACCOUNT_EVENTS,
        new Message("account", accountId, version, type, eventId),
        accounts.encode(event));
  }

  /** Seals a card for the attempt. */
  EncryptedCard seal(String attemptId, String contents, @Nullable String pin) {
    var initialKey = InitialKey.derive(BaseDerivationKey.ofHex(bdk), KEY_ID);
    var next = TransactionCounter.after(counter.getAndIncrement());
    try (var keys = initialKey.workingKeys(next)) {
      var card = EncryptedCard.seal(keys, contents.getBytes(UTF_8), attemptId, random);
      return pin == null
          ? card
          : card.withPin(keys, pin.toCharArray(), contents.substring(8, 24), random);
    }
  }

  static String contents(String pan, String expiry) {
    return "{\"pan\":\"%s\",\"expiry\":\"%s\",\"holder_name\":\"MARIA DA SILVA\"}"
        .formatted(pan, expiry);
  }

  /** Hands a card over for the sale and answers its reference. */
  String present(Sale sale, String pan) {
    return present(sale, seal(sale.attemptId(), contents(pan, "3012"), "1234"));
  }

  String present(Sale sale, EncryptedCard card) {
    return given()
        .header("Authorization", "Bearer " + internalToken)
        .contentType("application/json")
        .body(body(sale.attemptId(), card))
        .post("/internal/v1/presentments")
        .then()
        .statusCode(201)
        .extract()
        .path("reference");
  }

  static Map<String, String> body(String attemptId, EncryptedCard card) {
    var body = new HashMap<String, String>();
    body.put("attempt_id", attemptId);
    body.put("terminal_serial", SERIAL);
    body.put("ksn", card.ksn());
    body.put("iv", card.iv());
    body.put("data", card.data());
    if (card.pinBlock() != null) {
      body.put("pin_block", card.pinBlock());
    }
    return body;
  }

  /** Presents the card and commands the payment. */
  void pay(Sale sale, String pan) {
    authorize(sale, present(sale, pan), 1);
  }

  void authorize(Sale sale, String reference, long version) {
    authorize(sale, reference, version, null);
  }

  /** As terminal-service does for an order with a soft descriptor. */
  void authorize(Sale sale, String reference, long version, @Nullable String softDescriptor) {
    command(
        sale,
        version,
        "payment.authorize",
        AuthorizePayment.newBuilder()
            .setPaymentId(sale.paymentId())
            .setOrderId(sale.orderId())
            .setAccountId(sale.accountId())
            .setTerminalId("term_1")
            .setTerminalSerial(SERIAL)
            .setAttemptId(sale.attemptId())
            .setPresentmentReference(reference)
            .setAmountMinor(sale.amountMinor())
            .setCurrency("BRL")
            .setPaymentType(sale.type())
            .setInstallments(1)
            .setInstallmentType(InstallmentType.MERCHANT)
            .setEntryMode(EntryMode.CHIP)
            .setOperationType(sale.operation())
            .setSoftDescriptor(softDescriptor)
            .build());
  }

  void confirm(Sale sale, long version) {
    command(
        sale, version, "payment.confirm", new ConfirmPayment(sale.paymentId(), sale.attemptId()));
  }

  void undo(Sale sale, long version) {
    command(
        sale,
        version,
        "payment.undo",
        new UndoPayment(sale.paymentId(), sale.attemptId(), "shopper_left"));
  }

  /** As order-service asks for a capture; null for all of it. */
  void capture(Sale sale, long version, String request, @Nullable Long minor) {
    capture(sale, version, request, minor, true);
  }

  /** As order-service asks for a capture that more may follow. */
  void captureOpen(Sale sale, long version, String request, @Nullable Long minor) {
    capture(sale, version, request, minor, false);
  }

  private void capture(
      Sale sale, long version, String request, @Nullable Long minor, boolean isFinal) {
    charge(
        sale,
        version,
        "payment.capture",
        new CapturePayment(
            sale.paymentId(), sale.orderId(), sale.accountId(), request, minor, "BRL", isFinal));
  }

  /** As order-service asks for money to go back; null for all that is left. */
  void cancel(Sale sale, long version, String request, @Nullable Long minor) {
    charge(
        sale,
        version,
        "payment.cancel",
        new CancelPayment(
            sale.paymentId(), sale.orderId(), sale.accountId(), request, minor, "BRL"));
  }

  void retryCancellation(Sale sale, long version, String request, String canceledBy) {
    charge(
        sale,
        version,
        "payment.retry_cancellation",
        new RetryCancellation(
            sale.paymentId(), sale.orderId(), sale.accountId(), request, canceledBy));
  }

  /** As order-service asks for a payment online. */
  void authorizeOnline(Sale sale, String reference, long version) {
    authorizeOnline(sale, reference, version, null);
  }

  /** The same with a soft descriptor. */
  void authorizeOnline(Sale sale, String reference, long version, @Nullable String softDescriptor) {
    charge(
        sale,
        version,
        "payment.authorize_online",
        AuthorizeOnlinePayment.newBuilder()
            .setPaymentId(sale.paymentId())
            .setOrderId(sale.orderId())
            .setAccountId(sale.accountId())
            .setCardReference(reference)
            .setAmountMinor(sale.amountMinor())
            .setCurrency("BRL")
            .setOperationType(
                dev.connectpos.charge.commands.v1.OperationType.valueOf(sale.operation().name()))
            .setSoftDescriptor(softDescriptor)
            .build());
  }

  private void charge(Sale sale, long version, String type, Object payload) {
    UUID eventId = UUID.randomUUID();
    var command =
        ChargeCommand.newBuilder()
            .setEventId(eventId)
            .setType(type)
            .setOccurredAt(Instant.now())
            .setAggregateVersion(version)
            .setCorrelationId("cor_" + sale.paymentId())
            .setPayload(payload)
            .build();
    send(
        Topic.CHARGE_COMMANDS,
        new Message("order_payment", sale.paymentId(), version, type, eventId),
        charges.encode(command));
  }

  void command(Sale sale, long version, String type, Object payload) {
    UUID eventId = UUID.randomUUID();
    var command =
        PaymentCommand.newBuilder()
            .setEventId(eventId)
            .setType(type)
            .setOccurredAt(Instant.now())
            .setAggregateVersion(version)
            .setCorrelationId("cor_" + sale.paymentId())
            .setPayload(payload)
            .build();
    send(
        Topic.PAYMENT_COMMANDS,
        new Message("payment_attempt", sale.paymentId(), version, type, eventId),
        commands.encode(command));
  }

  private record Message(
      String aggregateType, String key, long version, String type, UUID eventId) {}

  private void send(Topic topic, Message message, byte[] payload) {
    var record = new ProducerRecord<>(topic.topicName(), message.key, payload);
    header(record, "event-id", message.eventId.toString());
    header(record, "event-type", message.type);
    header(record, "aggregate-type", message.aggregateType);
    header(record, "aggregate-version", Long.toString(message.version));
    header(record, "occurred-at", Instant.now().toString());
    header(record, "correlation-id", "cor_" + message.key);
    try {
      producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF_8));
  }
}

package dev.connectpos.terminal.messaging;

import dev.connectpos.outbox.Outbox;
import dev.connectpos.outbox.OutboxMessage;
import dev.connectpos.payment.commands.v1.AuthorizePayment;
import dev.connectpos.payment.commands.v1.ConfirmPayment;
import dev.connectpos.payment.commands.v1.EntryMode;
import dev.connectpos.payment.commands.v1.InstallmentType;
import dev.connectpos.payment.commands.v1.OperationType;
import dev.connectpos.payment.commands.v1.PaymentCommand;
import dev.connectpos.payment.commands.v1.PaymentOrigin;
import dev.connectpos.payment.commands.v1.PaymentType;
import dev.connectpos.payment.commands.v1.UndoPayment;
import dev.connectpos.schemas.Topic;
import dev.connectpos.terminal.application.Ids;
import dev.connectpos.terminal.application.PaymentCommands;
import dev.connectpos.terminal.domain.PaymentAttempt;
import dev.connectpos.terminal.domain.PaymentAttemptEvent.AuthorizationRequested;
import dev.connectpos.terminal.domain.PaymentAttemptEvent.ConfirmationRequested;
import dev.connectpos.terminal.domain.PaymentAttemptEvent.UndoRequested;
import dev.connectpos.terminal.domain.Sale;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What an attempt asks for, as commands on {@code payment.commands.v1}. */
@ApplicationScoped
class PaymentAttemptEventMapping implements PaymentCommands {
  static final String AGGREGATE = "payment_attempt";

  private final Outbox outbox;
  private final Codecs codecs;
  private final Ids ids;

  PaymentAttemptEventMapping(Outbox outbox, Codecs codecs, Ids ids) {
    this.outbox = outbox;
    this.codecs = codecs;
    this.ids = ids;
  }

  @Override
  public void send(Command command) {
    PaymentCommand envelope = envelope(command, ids.event());
    var message =
        new OutboxMessage(
            envelope.getEventId(),
            AGGREGATE,
            command.attempt().id().value(),
            envelope.getAggregateVersion(),
            Topic.PAYMENT_COMMANDS.topicName(),
            envelope.getType(),
            codecs.commands.encode(envelope),
            envelope.getOccurredAt(),
            envelope.getCorrelationId(),
            command.cause().causationId());
    TraceContext.within(command.cause().traceparent(), () -> outbox.append(List.of(message)));
  }

  static PaymentCommand envelope(Command command, UUID eventId) {
    UUID causation = command.cause().causationId();
    return PaymentCommand.newBuilder()
        .setEventId(eventId)
        .setType(type(command))
        .setOccurredAt(command.at())
        .setAggregateVersion(command.attempt().commandVersion())
        .setCorrelationId(command.cause().correlationId())
        .setCausationId(causation == null ? null : causation.toString())
        .setPayload(payload(command))
        .build();
  }

  private static String type(Command command) {
    return switch (command.event()) {
      case AuthorizationRequested _ -> "payment.authorize";
      case ConfirmationRequested _ -> "payment.confirm";
      case UndoRequested _ -> "payment.undo";
    };
  }

  private static Object payload(Command command) {
    PaymentAttempt attempt = command.attempt();
    String id = attempt.id().value();
    String attemptId = attempt.attemptId().value();
    return switch (command.event()) {
      case AuthorizationRequested asked -> authorize(command, asked);
      case ConfirmationRequested _ -> new ConfirmPayment(id, attemptId);
      case UndoRequested(var reason) ->
          new UndoPayment(id, attemptId, reason.name().toLowerCase(Locale.ROOT));
    };
  }

  private static AuthorizePayment authorize(Command command, AuthorizationRequested asked) {
    PaymentAttempt attempt = command.attempt();
    Sale sale = attempt.sale();
    return AuthorizePayment.newBuilder()
        .setPaymentId(attempt.id().value())
        .setOrderId(attempt.orderId().value())
        .setAccountId(command.terminal().accountId().value())
        .setTerminalId(attempt.terminalId().value())
        .setTerminalSerial(command.terminal().serialNumber())
        .setAttemptId(attempt.attemptId().value())
        .setPresentmentReference(asked.presentmentReference())
        .setAmountMinor(sale.amount().minor())
        .setCurrency(sale.amount().currency().name())
        .setPaymentType(PaymentType.valueOf(sale.type().name()))
        .setInstallments(sale.installments())
        .setInstallmentType(InstallmentType.valueOf(sale.installmentType().name()))
        .setEntryMode(EntryMode.valueOf(sale.entryMode().name()))
        .setOperationType(OperationType.valueOf(asked.onApproval().operationType().name()))
        .setOrigin(PaymentOrigin.valueOf(asked.origin().name()))
        .setSoftDescriptor(asked.onApproval().softDescriptor())
        .build();
  }
}

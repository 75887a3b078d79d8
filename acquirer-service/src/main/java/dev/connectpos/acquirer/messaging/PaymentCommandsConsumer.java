package dev.connectpos.acquirer.messaging;

import dev.connectpos.acquirer.application.Authorizations;
import dev.connectpos.acquirer.application.Payments;
import dev.connectpos.acquirer.application.Received;
import dev.connectpos.acquirer.application.UnknownPaymentException;
import dev.connectpos.acquirer.domain.AttemptId;
import dev.connectpos.acquirer.domain.PaymentCommand.Undo;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.ReversalReason;
import dev.connectpos.outbox.InboundMessage;
import dev.connectpos.outbox.Inbox;
import dev.connectpos.outbox.PermanentFailureException;
import dev.connectpos.outbox.Verdict;
import dev.connectpos.payment.commands.v1.AuthorizePayment;
import dev.connectpos.payment.commands.v1.ConfirmPayment;
import dev.connectpos.payment.commands.v1.PaymentCommand;
import dev.connectpos.payment.commands.v1.UndoPayment;
import dev.connectpos.schemas.EventCodec;
import dev.connectpos.schemas.MalformedEventException;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What terminal-service asks of a payment, in the order it asked. */
@ApplicationScoped
class PaymentCommandsConsumer {
  private final Inbox inbox;
  private final EventCodec<PaymentCommand> codec;
  private final Authorizations authorizations;
  private final Payments payments;

  PaymentCommandsConsumer(
      Inbox inbox,
      EventCodec<PaymentCommand> codec,
      Authorizations authorizations,
      Payments payments) {
    this.inbox = inbox;
    this.codec = codec;
    this.authorizations = authorizations;
    this.payments = payments;
  }

  @Incoming("payment-commands")
  @Blocking
  void consume(ConsumerRecords<String, byte[]> batch) {
    inbox.process(batch, this::handle);
  }

  private Verdict handle(InboundMessage message) {
    var received =
        new Received(message.eventId(), message.aggregateVersion(), message.correlationId());
    try {
      return apply(codec.decode(message.payload()), received);
    } catch (MalformedEventException | UnknownPaymentException e) {
      throw new PermanentFailureException(String.valueOf(e.getMessage()), e);
    }
  }

  private Verdict apply(PaymentCommand command, Received received) {
    return switch (command.getPayload()) {
      case AuthorizePayment authorize ->
          authorizations.start(
              PaymentCommandMapping.terms(authorize),
              authorize.getPresentmentReference(),
              received);
      case ConfirmPayment confirm ->
          payments.confirm(
              new PaymentId(confirm.getPaymentId()),
              new AttemptId(confirm.getAttemptId()),
              received);
      case UndoPayment undo ->
          payments.apply(
              new PaymentId(undo.getPaymentId()),
              new Undo(new AttemptId(undo.getAttemptId()), new ReversalReason(undo.getReason())),
              received);
      default ->
          throw new PermanentFailureException("unknown command type " + command.getType(), null);
    };
  }
}

package dev.connectpos.acquirer.messaging;

import dev.connectpos.acquirer.application.Authorizations;
import dev.connectpos.acquirer.application.MerchantRequests;
import dev.connectpos.acquirer.application.Received;
import dev.connectpos.acquirer.application.UnknownPaymentException;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.RequestId;
import dev.connectpos.charge.commands.v1.AuthorizeOnlinePayment;
import dev.connectpos.charge.commands.v1.CancelPayment;
import dev.connectpos.charge.commands.v1.CapturePayment;
import dev.connectpos.charge.commands.v1.ChargeCommand;
import dev.connectpos.charge.commands.v1.RetryCancellation;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import dev.connectpos.outbox.InboundMessage;
import dev.connectpos.outbox.Inbox;
import dev.connectpos.outbox.PermanentFailureException;
import dev.connectpos.outbox.Verdict;
import dev.connectpos.schemas.EventCodec;
import dev.connectpos.schemas.MalformedEventException;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** What order-service asks of a payment for its merchant, in the order it asked. */
@ApplicationScoped
class ChargeCommandsConsumer {
  private final Inbox inbox;
  private final EventCodec<ChargeCommand> codec;
  private final Authorizations authorizations;
  private final MerchantRequests requests;

  ChargeCommandsConsumer(
      Inbox inbox,
      EventCodec<ChargeCommand> codec,
      Authorizations authorizations,
      MerchantRequests requests) {
    this.inbox = inbox;
    this.codec = codec;
    this.authorizations = authorizations;
    this.requests = requests;
  }

  @Incoming("charge-commands")
  @Blocking
  void consume(ConsumerRecords<String, byte[]> batch) {
    inbox.process(batch, this::handle);
  }

  private Verdict handle(InboundMessage message) {
    var received =
        new Received(message.eventId(), message.aggregateVersion(), message.correlationId());
    try {
      return apply(codec.decode(message.payload()), received);
    } catch (MalformedEventException | UnknownPaymentException | IllegalArgumentException e) {
      throw new PermanentFailureException(String.valueOf(e.getMessage()), e);
    }
  }

  private Verdict apply(ChargeCommand command, Received received) {
    return switch (command.getPayload()) {
      case AuthorizeOnlinePayment authorize ->
          authorizations.start(
              ChargeCommandMapping.terms(authorize), authorize.getCardReference(), received);
      case CapturePayment capture ->
          requests.capture(
              new PaymentId(capture.getPaymentId()),
              new RequestId(capture.getRequestId()),
              amount(capture.getAmountMinor(), capture.getCurrency()),
              capture.getIsFinal(),
              received);
      case CancelPayment cancel ->
          requests.cancel(
              new PaymentId(cancel.getPaymentId()),
              new RequestId(cancel.getRequestId()),
              amount(cancel.getAmountMinor(), cancel.getCurrency()),
              received);
      case RetryCancellation retry ->
          requests.retry(
              new PaymentId(retry.getPaymentId()),
              new RequestId(retry.getRequestId()),
              new RequestId(retry.getCanceledByRequestId()),
              received);
      default ->
          throw new PermanentFailureException("unknown command type " + command.getType(), null);
    };
  }

  private static @Nullable Money amount(@Nullable Long minor, String currency) {
    return minor == null ? null : new Money(minor, Currency.of(currency));
  }
}

package dev.connectpos.terminal.messaging;

import dev.connectpos.outbox.InboundMessage;
import dev.connectpos.outbox.Inbox;
import dev.connectpos.outbox.Verdict;
import dev.connectpos.payment.events.v1.CardFacts;
import dev.connectpos.payment.events.v1.PaymentAuthorized;
import dev.connectpos.payment.events.v1.PaymentCaptured;
import dev.connectpos.payment.events.v1.PaymentDeclined;
import dev.connectpos.payment.events.v1.PaymentInDoubt;
import dev.connectpos.payment.events.v1.PaymentReversed;
import dev.connectpos.payment.events.v1.PaymentReversing;
import dev.connectpos.terminal.application.RecordPayments;
import dev.connectpos.terminal.application.RecordPayments.Fact;
import dev.connectpos.terminal.domain.Approval;
import dev.connectpos.terminal.domain.PaymentAttemptCommand;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordAuthorized;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordCaptured;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordDeclined;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordInDoubt;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordReversed;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordReversing;
import dev.connectpos.terminal.domain.PaymentId;
import dev.connectpos.terminal.domain.Refusal;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What the acquirer reports. Of the card, brand and last four digits are taken, nothing else. */
@ApplicationScoped
class PaymentEventsConsumer {
  private final Inbox inbox;
  private final Codecs codecs;
  private final RecordPayments payments;

  PaymentEventsConsumer(Inbox inbox, Codecs codecs, RecordPayments payments) {
    this.inbox = inbox;
    this.codecs = codecs;
    this.payments = payments;
  }

  @Incoming("payment-events")
  @Blocking
  void consume(ConsumerRecords<String, byte[]> batch) {
    inbox.process(batch, this::handle);
  }

  private Verdict handle(InboundMessage message) {
    return payments.apply(
        fact(
            new PaymentId(message.aggregateId()),
            Inbound.decode(codecs.payments, message).getPayload(),
            message),
        Inbound.of(message));
  }

  private static Fact fact(PaymentId id, Object payload, InboundMessage message) {
    return switch (payload) {
      case PaymentAuthorized e -> fact(id, e.getAttemptId(), authorized(e, message.occurredAt()));
      case PaymentDeclined e -> fact(id, e.getAttemptId(), declined(e));
      case PaymentInDoubt e -> fact(id, e.getAttemptId(), new RecordInDoubt());
      case PaymentReversing e -> fact(id, e.getAttemptId(), new RecordReversing(e.getReason()));
      case PaymentReversed e -> fact(id, e.getAttemptId(), new RecordReversed(e.getReason()));
      case PaymentCaptured e -> fact(id, e.getAttemptId(), captured(e));
      default -> throw Inbound.unknown(message);
    };
  }

  /** A payment that no terminal made has no attempt. */
  private static Fact fact(PaymentId id, String attemptId, PaymentAttemptCommand contents) {
    return new Fact(id, !attemptId.isEmpty(), contents);
  }

  private static RecordDeclined declined(PaymentDeclined e) {
    return new RecordDeclined(
        new Refusal(e.getReturnCode(), e.getMessage(), e.getGuidance(), e.getRetryable()));
  }

  private static RecordAuthorized authorized(PaymentAuthorized e, Instant at) {
    CardFacts card = e.getCard();
    return new RecordAuthorized(
        new Approval(
            e.getNsu(),
            e.getAuthorizationCode(),
            e.getReturnCode(),
            e.getMessage(),
            card.getBrand(),
            card.getLastFour()),
        at.plusMillis(e.getConfirmWithinMs()));
  }

  private static RecordCaptured captured(PaymentCaptured e) {
    CardFacts card = e.getCard();
    return new RecordCaptured(
        new Approval(
            e.getNsu(),
            e.getAuthorizationCode(),
            e.getReturnCode(),
            null, // The capture repeats the approval without its message.
            card.getBrand(),
            card.getLastFour()));
  }
}

package dev.connectpos.terminal.messaging;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import dev.connectpos.outbox.InboundMessage;
import dev.connectpos.outbox.Inbox;
import dev.connectpos.outbox.Verdict;
import dev.connectpos.payment.events.v1.CardFacts;
import dev.connectpos.payment.events.v1.PaymentAuthorized;
import dev.connectpos.payment.events.v1.PaymentCancelRefused;
import dev.connectpos.payment.events.v1.PaymentCaptureRefused;
import dev.connectpos.payment.events.v1.PaymentCaptured;
import dev.connectpos.payment.events.v1.PaymentConfirmed;
import dev.connectpos.payment.events.v1.PaymentDeclined;
import dev.connectpos.payment.events.v1.PaymentExpired;
import dev.connectpos.payment.events.v1.PaymentInDoubt;
import dev.connectpos.payment.events.v1.PaymentOrigin;
import dev.connectpos.payment.events.v1.PaymentRefunded;
import dev.connectpos.payment.events.v1.PaymentRemainderExpired;
import dev.connectpos.payment.events.v1.PaymentReversed;
import dev.connectpos.payment.events.v1.PaymentReversing;
import dev.connectpos.payment.events.v1.PaymentVoided;
import dev.connectpos.terminal.application.RecordPayments;
import dev.connectpos.terminal.application.RecordPayments.Fact;
import dev.connectpos.terminal.application.SaleCancellations;
import dev.connectpos.terminal.domain.Approval;
import dev.connectpos.terminal.domain.CancelKind;
import dev.connectpos.terminal.domain.OperationType;
import dev.connectpos.terminal.domain.PaymentAttemptCommand;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordAuthorized;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordCaptured;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordDeclined;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordExpired;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordHeld;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordInDoubt;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordRefunded;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordRequestRefused;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordReversed;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordReversing;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.RecordVoided;
import dev.connectpos.terminal.domain.PaymentId;
import dev.connectpos.terminal.domain.Refusal;
import dev.connectpos.terminal.domain.RequestId;
import dev.connectpos.terminal.domain.SaleCancellationCommand;
import dev.connectpos.terminal.domain.SaleCancellationCommand.RecordCanceled;
import dev.connectpos.terminal.domain.SaleCancellationCommand.RecordRefused;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** What the acquirer reports. Of the card, brand and last four digits are taken, nothing else. */
@ApplicationScoped
class PaymentEventsConsumer {
  private final Inbox inbox;
  private final Codecs codecs;
  private final RecordPayments payments;
  private final SaleCancellations cancellations;

  PaymentEventsConsumer(
      Inbox inbox, Codecs codecs, RecordPayments payments, SaleCancellations cancellations) {
    this.inbox = inbox;
    this.codecs = codecs;
    this.payments = payments;
    this.cancellations = cancellations;
  }

  @Incoming("payment-events")
  @Blocking
  void consume(ConsumerRecords<String, byte[]> batch) {
    inbox.process(batch, this::handle);
  }

  private Verdict handle(InboundMessage message) {
    Object payload = Inbound.decode(codecs.payments, message).getPayload();
    Fact fact =
        Inbound.read(message, () -> fact(new PaymentId(message.aggregateId()), payload, message));
    Verdict verdict = payments.apply(fact, Inbound.of(message));
    if (verdict != Verdict.GAP) {
      tellAsker(payload, message.occurredAt());
    }
    return verdict;
  }

  /**
   * A cancellation may have been asked for on a terminal, and not on the one that made the sale: it
   * is answered in a transaction of its own, which is safe to repeat.
   */
  private void tellAsker(Object payload, Instant at) {
    switch (payload) {
      case PaymentVoided e -> record(e.getRequestId(), new RecordCanceled(CancelKind.VOID, at));
      case PaymentRefunded e -> record(e.getRequestId(), new RecordCanceled(CancelKind.REFUND, at));
      case PaymentCancelRefused e ->
          record(e.getRequestId(), new RecordRefused(e.getReturnCode(), e.getMessage(), at));
      default -> {}
    }
  }

  private void record(@Nullable String request, SaleCancellationCommand outcome) {
    if (request != null) {
      cancellations.record(new RequestId(request), outcome);
    }
  }

  private Fact fact(PaymentId id, Object payload, InboundMessage message) {
    return switch (payload) {
      case PaymentAuthorized e ->
          fact(id, isOurs(e.getOrigin(), e.getAttemptId()), authorized(e, message.occurredAt()));
      case PaymentDeclined e -> fact(id, isOurs(e.getOrigin(), e.getAttemptId()), declined(e));
      case PaymentInDoubt e ->
          fact(id, isOurs(e.getOrigin(), e.getAttemptId()), new RecordInDoubt());
      case PaymentReversing e ->
          fact(id, isOurs(e.getOrigin(), e.getAttemptId()), new RecordReversing(e.getReason()));
      case PaymentReversed e ->
          fact(id, isOurs(e.getOrigin(), e.getAttemptId()), new RecordReversed(e.getReason()));
      case PaymentConfirmed e -> fact(id, isOurs(e.getOrigin(), e.getAttemptId()), held(e));
      case PaymentCaptured e -> fact(id, isOurs(e.getOrigin(), e.getAttemptId()), captured(e));
      // What follows a capture or a hold names no attempt. If the payment is unknown, no terminal
      // made
      // it: what came before of a terminal's payment would be parked, and this with it.
      case PaymentRefunded e ->
          new Fact(
              id,
              false,
              new RecordRefunded(money(e.getRefundedMinor(), e.getCurrency())),
              isOfTerminal(e.getRequestId()));
      case PaymentVoided e ->
          new Fact(id, false, new RecordVoided(), isOfTerminal(e.getRequestId()));
      case PaymentExpired _ -> fact(id, false, new RecordExpired());
      case PaymentCaptureRefused _, PaymentCancelRefused _, PaymentRemainderExpired _ ->
          fact(id, false, new RecordRequestRefused());
      default -> throw Inbound.unknown(message);
    };
  }

  private boolean isOfTerminal(@Nullable String request) {
    return request != null && cancellations.isOfTerminal(new RequestId(request));
  }

  /**
   * A payment that no terminal made has no attempt, or says that it was made over the API (O12).
   */
  private static boolean isOurs(PaymentOrigin origin, String attemptId) {
    return origin != PaymentOrigin.ONLINE && !attemptId.isEmpty();
  }

  private static Fact fact(PaymentId id, boolean ofTerminal, PaymentAttemptCommand contents) {
    return new Fact(id, ofTerminal, contents);
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

  private static RecordHeld held(PaymentConfirmed e) {
    CardFacts card = e.getCard();
    return new RecordHeld(
        new Approval(
            e.getNsu(),
            e.getAuthorizationCode(),
            e.getReturnCode(),
            null, // Only the approval has a message.
            card.getBrand(),
            card.getLastFour()),
        OperationType.valueOf(e.getOperationType().name()),
        e.getCaptureBy());
  }

  private static RecordCaptured captured(PaymentCaptured e) {
    CardFacts card = e.getCard();
    return new RecordCaptured(
        new Approval(
            e.getNsu(),
            e.getAuthorizationCode(),
            e.getReturnCode(),
            null, // Only the approval has a message.
            card.getBrand(),
            card.getLastFour()),
        // Releases that captured once did not say what was captured in all.
        money(
            e.getCapturedMinor() == 0 ? e.getAmountMinor() : e.getCapturedMinor(),
            e.getCurrency()));
  }

  private static Money money(long minor, String currency) {
    return new Money(minor, Currency.of(currency));
  }
}

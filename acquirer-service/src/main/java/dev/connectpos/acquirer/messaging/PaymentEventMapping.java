package dev.connectpos.acquirer.messaging;

import dev.connectpos.acquirer.application.Events.Stated;
import dev.connectpos.acquirer.domain.CardFacts;
import dev.connectpos.acquirer.domain.PaymentEvent;
import dev.connectpos.acquirer.domain.PaymentTerms;
import dev.connectpos.acquirer.domain.Refusal;
import dev.connectpos.acquirer.domain.ReturnCodes;
import dev.connectpos.payment.events.v1.CardFunding;
import dev.connectpos.payment.events.v1.InstallmentType;
import dev.connectpos.payment.events.v1.PaymentAuthorized;
import dev.connectpos.payment.events.v1.PaymentCaptured;
import dev.connectpos.payment.events.v1.PaymentDeclined;
import dev.connectpos.payment.events.v1.PaymentInDoubt;
import dev.connectpos.payment.events.v1.PaymentReversed;
import dev.connectpos.payment.events.v1.PaymentReversing;
import dev.connectpos.payment.events.v1.PaymentType;
import java.util.UUID;

/** Payment events from our words to the wire: one mapping for each. */
final class PaymentEventMapping {
  private PaymentEventMapping() {}

  /** The wire type, for ever. */
  static String type(PaymentEvent event) {
    return switch (event) {
      case PaymentEvent.Authorized _ -> "payment.authorized";
      case PaymentEvent.Declined _ -> "payment.declined";
      case PaymentEvent.InDoubt _ -> "payment.in_doubt";
      case PaymentEvent.Reversing _ -> "payment.reversing";
      case PaymentEvent.Reversed _ -> "payment.reversed";
      case PaymentEvent.Captured _ -> "payment.captured";
    };
  }

  /** The event in its envelope. */
  static dev.connectpos.payment.events.v1.PaymentEvent envelope(Stated stated, UUID eventId) {
    var trail = stated.about().trail();
    return dev.connectpos.payment.events.v1.PaymentEvent.newBuilder()
        .setEventId(eventId)
        .setType(type(stated.event()))
        .setOccurredAt(stated.at())
        .setAggregateVersion(stated.version())
        .setCorrelationId(trail.correlationId())
        .setCausationId(trail.causationId().toString())
        .setPayload(payload(stated))
        .build();
  }

  private static Object payload(Stated stated) {
    PaymentTerms terms = stated.about().payment().terms();
    return switch (stated.event()) {
      case PaymentEvent.Authorized authorized -> authorized(stated, authorized);
      case PaymentEvent.Captured captured -> captured(stated, captured);
      case PaymentEvent.Declined(var refusal) -> declined(stated, refusal);
      case PaymentEvent.InDoubt _ ->
          PaymentInDoubt.newBuilder()
              .setPaymentId(terms.id().value())
              .setOrderId(terms.orderId().value())
              .setAccountId(terms.accountId().value())
              .setAttemptId(terms.attemptId().value())
              .build();
      case PaymentEvent.Reversing(var reason) ->
          PaymentReversing.newBuilder()
              .setPaymentId(terms.id().value())
              .setOrderId(terms.orderId().value())
              .setAccountId(terms.accountId().value())
              .setAttemptId(terms.attemptId().value())
              .setReason(reason.code())
              .build();
      case PaymentEvent.Reversed(var reason) ->
          PaymentReversed.newBuilder()
              .setPaymentId(terms.id().value())
              .setOrderId(terms.orderId().value())
              .setAccountId(terms.accountId().value())
              .setAttemptId(terms.attemptId().value())
              .setReason(reason.code())
              .build();
    };
  }

  private static PaymentAuthorized authorized(Stated stated, PaymentEvent.Authorized event) {
    PaymentTerms terms = stated.about().payment().terms();
    var code = ReturnCodes.of(event.approval().returnCode());
    return PaymentAuthorized.newBuilder()
        .setPaymentId(terms.id().value())
        .setOrderId(terms.orderId().value())
        .setAccountId(terms.accountId().value())
        .setAttemptId(terms.attemptId().value())
        .setAmountMinor(terms.amount().minor())
        .setCurrency(terms.amount().currency().name())
        .setNsu(stated.about().nsu())
        .setAuthorizationCode(event.approval().authorizationCode())
        .setReturnCode(code.code())
        .setMessage(code.message())
        .setCard(card(event.card()))
        .setConfirmWithinMs(event.confirmWithin().toMillis())
        .build();
  }

  private static PaymentDeclined declined(Stated stated, Refusal refusal) {
    PaymentTerms terms = stated.about().payment().terms();
    var code = ReturnCodes.of(refusal.returnCode());
    return PaymentDeclined.newBuilder()
        .setPaymentId(terms.id().value())
        .setOrderId(terms.orderId().value())
        .setAccountId(terms.accountId().value())
        .setAttemptId(terms.attemptId().value())
        .setAmountMinor(terms.amount().minor())
        .setCurrency(terms.amount().currency().name())
        .setNsu(stated.about().nsu())
        .setReturnCode(code.code())
        .setMessage(code.message())
        .setGuidance(code.guidance())
        .setRetryable(code.retryable())
        .build();
  }

  private static PaymentCaptured captured(Stated stated, PaymentEvent.Captured event) {
    PaymentTerms terms = stated.about().payment().terms();
    return PaymentCaptured.newBuilder()
        .setPaymentId(terms.id().value())
        .setOrderId(terms.orderId().value())
        .setAccountId(terms.accountId().value())
        .setAttemptId(terms.attemptId().value())
        .setAmountMinor(terms.amount().minor())
        .setCurrency(terms.amount().currency().name())
        .setNsu(stated.about().nsu())
        .setAuthorizationCode(event.approval().authorizationCode())
        .setReturnCode(event.approval().returnCode())
        .setCard(card(event.card()))
        .setPaymentType(type(terms))
        .setInstallments(terms.plan().installments())
        .setInstallmentType(installmentType(terms))
        .setTerminalSerial(terms.terminal().serial())
        .setAuthorizedAt(event.approval().authorizedAt())
        .setCapturedAt(event.capturedAt())
        .build();
  }

  private static PaymentType type(PaymentTerms terms) {
    return switch (terms.plan().type()) {
      case CREDIT -> PaymentType.CREDIT;
      case DEBIT -> PaymentType.DEBIT;
      case VOUCHER -> PaymentType.VOUCHER;
    };
  }

  private static InstallmentType installmentType(PaymentTerms terms) {
    return switch (terms.plan().installmentType()) {
      case MERCHANT -> InstallmentType.MERCHANT;
      case ISSUER -> InstallmentType.ISSUER;
    };
  }

  private static dev.connectpos.payment.events.v1.CardFacts card(CardFacts card) {
    return dev.connectpos.payment.events.v1.CardFacts.newBuilder()
        .setBrand(card.brand().schemeName())
        .setFirstSix(card.firstSix())
        .setLastFour(card.lastFour())
        .setToken(card.token())
        .setHolderName(card.holderName())
        .setFunding(
            switch (card.funding()) {
              case CREDIT -> CardFunding.CREDIT;
              case DEBIT -> CardFunding.DEBIT;
              case PREPAID -> CardFunding.PREPAID;
            })
        .build();
  }
}

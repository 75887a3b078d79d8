package dev.connectpos.acquirer.messaging;

import dev.connectpos.acquirer.application.Events.Stated;
import dev.connectpos.acquirer.domain.AbecsCodes;
import dev.connectpos.acquirer.domain.AffiliationServices;
import dev.connectpos.acquirer.domain.Cancellation;
import dev.connectpos.acquirer.domain.CardBrand;
import dev.connectpos.acquirer.domain.CardFacts;
import dev.connectpos.acquirer.domain.Channel;
import dev.connectpos.acquirer.domain.PaymentEvent;
import dev.connectpos.acquirer.domain.PaymentRejection;
import dev.connectpos.acquirer.domain.PaymentState;
import dev.connectpos.acquirer.domain.PaymentTerms;
import dev.connectpos.acquirer.domain.Refusal;
import dev.connectpos.acquirer.domain.RequestId;
import dev.connectpos.acquirer.domain.ReturnCodes;
import dev.connectpos.money.Money;
import dev.connectpos.payment.events.v1.CancelKind;
import dev.connectpos.payment.events.v1.CardFunding;
import dev.connectpos.payment.events.v1.InstallmentType;
import dev.connectpos.payment.events.v1.OperationType;
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
import dev.connectpos.payment.events.v1.PaymentType;
import dev.connectpos.payment.events.v1.PaymentVoided;
import dev.connectpos.payment.events.v1.RefusedBy;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
      case PaymentEvent.Confirmed _ -> "payment.confirmed";
      case PaymentEvent.Captured _ -> "payment.captured";
      case PaymentEvent.CaptureRefused _ -> "payment.capture_refused";
      case PaymentEvent.Voided _ -> "payment.voided";
      case PaymentEvent.Refunded _ -> "payment.refunded";
      case PaymentEvent.CancelRefused _, PaymentEvent.CancelForbidden _ -> "payment.cancel_refused";
      case PaymentEvent.RemainderExpired _ -> "payment.remainder_expired";
      case PaymentEvent.Expired _ -> "payment.expired";
    };
  }

  /** The event in its envelope. */
  static dev.connectpos.payment.events.v1.PaymentEvent envelope(
      Stated stated, UUID eventId, AbecsCodes abecs) {
    var trail = stated.about().trail();
    return dev.connectpos.payment.events.v1.PaymentEvent.newBuilder()
        .setEventId(eventId)
        .setType(type(stated.event()))
        .setOccurredAt(stated.at())
        .setAggregateVersion(stated.version())
        .setCorrelationId(trail.correlationId())
        .setCausationId(trail.causationId().toString())
        .setPayload(payload(stated, abecs))
        .build();
  }

  private static Object payload(Stated stated, AbecsCodes abecs) {
    PaymentTerms terms = stated.about().payment().terms();
    return switch (stated.event()) {
      case PaymentEvent.Authorized authorized -> authorized(stated, authorized);
      case PaymentEvent.Confirmed confirmed -> confirmed(stated, confirmed);
      case PaymentEvent.Captured captured -> captured(stated, captured);
      case PaymentEvent.CaptureRefused(var request, var rule) ->
          PaymentCaptureRefused.newBuilder()
              .setPaymentId(terms.id().value())
              .setOrderId(terms.orderId().value())
              .setAccountId(terms.accountId().value())
              .setRequestId(request.value())
              .setReturnCode(code(rule))
              .setMessage(rule.message())
              .build();
      case PaymentEvent.Voided voided ->
          PaymentVoided.newBuilder()
              .setPaymentId(terms.id().value())
              .setOrderId(terms.orderId().value())
              .setAccountId(terms.accountId().value())
              .setRequestId(voided.request().value())
              .setAmountMinor(voided.amount().minor())
              .setCurrency(voided.amount().currency().name())
              .setVoidedAt(voided.at())
              .setRetryRequestId(retry(stated, voided.request()))
              .setBookedOn(bookedOn(stated))
              .build();
      case PaymentEvent.Refunded refunded ->
          PaymentRefunded.newBuilder()
              .setPaymentId(terms.id().value())
              .setOrderId(terms.orderId().value())
              .setAccountId(terms.accountId().value())
              .setRequestId(refunded.request().value())
              .setAmountMinor(refunded.amount().minor())
              .setCurrency(refunded.amount().currency().name())
              .setRefundedMinor(refunded.refunded().minor())
              .setRefundedAt(refunded.at())
              .setRetryRequestId(retry(stated, refunded.request()))
              .setBookedOn(bookedOn(stated))
              .build();
      case PaymentEvent.CancelRefused(var cancellation, var returnCode) -> {
        var code = ReturnCodes.of(returnCode);
        yield cancelRefused(terms, cancellation.request(), cancellation.amount())
            .setKind(kind(cancellation.kind()))
            .setRefusedBy(RefusedBy.NETWORK)
            .setReturnCode(code.code())
            .setMessage(code.message())
            .setRetryRequestId(value(cancellation.latest().retry()))
            .build();
      }
      case PaymentEvent.CancelForbidden(var request, var retry, var kind, var amount, var rule) ->
          cancelRefused(terms, request, amount)
              .setKind(kind(kind))
              .setRefusedBy(RefusedBy.RULE)
              .setReturnCode(code(rule))
              .setMessage(rule.message())
              .setRetryRequestId(value(retry))
              .build();
      case PaymentEvent.RemainderExpired(var amount, var captured, var at) ->
          PaymentRemainderExpired.newBuilder()
              .setPaymentId(terms.id().value())
              .setOrderId(terms.orderId().value())
              .setAccountId(terms.accountId().value())
              .setAmountMinor(amount.minor())
              .setCapturedMinor(captured.minor())
              .setCurrency(amount.currency().name())
              .setExpiredAt(at)
              .build();
      case PaymentEvent.Expired(var at) ->
          PaymentExpired.newBuilder()
              .setPaymentId(terms.id().value())
              .setOrderId(terms.orderId().value())
              .setAccountId(terms.accountId().value())
              .setAmountMinor(terms.amount().minor())
              .setCurrency(terms.amount().currency().name())
              .setExpiredAt(at)
              .build();
      case PaymentEvent.Declined(var refusal) -> declined(stated, refusal, abecs);
      case PaymentEvent.InDoubt _ ->
          PaymentInDoubt.newBuilder()
              .setPaymentId(terms.id().value())
              .setOrderId(terms.orderId().value())
              .setAccountId(terms.accountId().value())
              .setAttemptId(terms.attemptId().value())
              .setOrigin(origin(terms))
              .build();
      case PaymentEvent.Reversing(var reason) ->
          PaymentReversing.newBuilder()
              .setPaymentId(terms.id().value())
              .setOrderId(terms.orderId().value())
              .setAccountId(terms.accountId().value())
              .setAttemptId(terms.attemptId().value())
              .setOrigin(origin(terms))
              .setReason(reason.code())
              .build();
      case PaymentEvent.Reversed(var reason) ->
          PaymentReversed.newBuilder()
              .setPaymentId(terms.id().value())
              .setOrderId(terms.orderId().value())
              .setAccountId(terms.accountId().value())
              .setAttemptId(terms.attemptId().value())
              .setOrigin(origin(terms))
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
        .setOrigin(origin(terms))
        .setAmountMinor(terms.amount().minor())
        .setCurrency(terms.amount().currency().name())
        .setNsu(stated.about().nsu())
        .setAuthorizationCode(event.approval().authorizationCode())
        .setReturnCode(code.code())
        .setMessage(code.message())
        .setCard(card(event.card()))
        .setConfirmWithinMs(event.confirmWithin().toMillis())
        .setOperationType(operation(terms))
        .build();
  }

  private static PaymentDeclined declined(Stated stated, Refusal refusal, AbecsCodes abecs) {
    PaymentTerms terms = stated.about().payment().terms();
    var code = ReturnCodes.of(refusal.returnCode());
    return PaymentDeclined.newBuilder()
        .setPaymentId(terms.id().value())
        .setOrderId(terms.orderId().value())
        .setAccountId(terms.accountId().value())
        .setAttemptId(terms.attemptId().value())
        .setOrigin(origin(terms))
        .setAmountMinor(terms.amount().minor())
        .setCurrency(terms.amount().currency().name())
        .setNsu(stated.about().nsu())
        .setReturnCode(code.code())
        .setMessage(code.message())
        .setGuidance(AffiliationServices.guidance(refusal).orElse(code.guidance()))
        .setRetryable(code.retryable())
        .setAbecsCode(brand(stated).flatMap(brand -> abecs.of(code.code(), brand)).orElse(null))
        .build();
  }

  /** A card that could not be read has none. */
  private static Optional<CardBrand> brand(Stated stated) {
    return switch (stated.about().payment().state()) {
      case PaymentState.Authorizing(var card) -> Optional.of(card.brand());
      case PaymentState.AuthorizationUnknown(var card) -> Optional.of(card.brand());
      default -> Optional.empty();
    };
  }

  private static PaymentCaptured captured(Stated stated, PaymentEvent.Captured event) {
    PaymentTerms terms = stated.about().payment().terms();
    RequestId request = event.money().request();
    return PaymentCaptured.newBuilder()
        .setPaymentId(terms.id().value())
        .setOrderId(terms.orderId().value())
        .setAccountId(terms.accountId().value())
        .setAttemptId(terms.attemptId().value())
        .setOrigin(origin(terms))
        .setAmountMinor(event.money().amount().minor())
        .setCurrency(event.money().amount().currency().name())
        .setNsu(stated.about().nsu())
        .setAuthorizationCode(event.approval().authorizationCode())
        .setReturnCode(event.approval().returnCode())
        .setCard(card(event.card()))
        .setPaymentType(type(terms))
        .setInstallments(terms.plan().installments())
        .setInstallmentType(installmentType(terms))
        .setTerminalSerial(serial(terms))
        .setAuthorizedAt(event.approval().authorizedAt())
        .setCapturedAt(event.money().at())
        .setOperationType(operation(terms))
        .setAuthorizedMinor(terms.amount().minor())
        .setRequestId(request == null ? null : request.value())
        .setCapturedMinor(event.captures().amount(terms.amount().currency()).minor())
        .setIsFinal(event.money().isFinal())
        .setFeeMinor(event.money().fee().minor())
        .setBookedOn(bookedOn(stated))
        .build();
  }

  private static PaymentConfirmed confirmed(Stated stated, PaymentEvent.Confirmed event) {
    PaymentTerms terms = stated.about().payment().terms();
    return PaymentConfirmed.newBuilder()
        .setPaymentId(terms.id().value())
        .setOrderId(terms.orderId().value())
        .setAccountId(terms.accountId().value())
        .setAttemptId(terms.attemptId().value())
        .setOrigin(origin(terms))
        .setAmountMinor(terms.amount().minor())
        .setCurrency(terms.amount().currency().name())
        .setNsu(stated.about().nsu())
        .setAuthorizationCode(event.approval().authorizationCode())
        .setReturnCode(event.approval().returnCode())
        .setCard(card(event.card()))
        .setPaymentType(type(terms))
        .setInstallments(terms.plan().installments())
        .setInstallmentType(installmentType(terms))
        .setTerminalSerial(serial(terms))
        .setOperationType(operation(terms))
        .setAuthorizedAt(event.approval().authorizedAt())
        .setCaptureBy(event.captureBy())
        .build();
  }

  private static PaymentCancelRefused.Builder cancelRefused(
      PaymentTerms terms, RequestId request, Money amount) {
    return PaymentCancelRefused.newBuilder()
        .setPaymentId(terms.id().value())
        .setOrderId(terms.orderId().value())
        .setAccountId(terms.accountId().value())
        .setRequestId(request.value())
        .setAmountMinor(amount.minor())
        .setCurrency(amount.currency().name());
  }

  private static @Nullable String bookedOn(Stated stated) {
    var day = stated.bookedOn();
    return day == null ? null : day.toString();
  }

  /** What of the request was last tried. */
  private static @Nullable String retry(Stated stated, RequestId request) {
    var tried = stated.about().payment().state().cancellations().of(request);
    return tried.isEmpty() ? null : value(tried.get().latest().retry());
  }

  private static @Nullable String value(@Nullable RequestId request) {
    return request == null ? null : request.value();
  }

  /** A rule by its name; the network's refusals have return codes. */
  private static String code(PaymentRejection rule) {
    return rule.name().toLowerCase(Locale.ROOT);
  }

  private static CancelKind kind(Cancellation.Kind kind) {
    return switch (kind) {
      case VOID -> CancelKind.VOID;
      case REFUND -> CancelKind.REFUND;
    };
  }

  private static PaymentOrigin origin(PaymentTerms terms) {
    return switch (terms.channel().origin()) {
      case ORDER -> PaymentOrigin.ORDER;
      case STANDALONE -> PaymentOrigin.STANDALONE;
      case ONLINE -> PaymentOrigin.ONLINE;
    };
  }

  /** Empty where there is no terminal. */
  private static String serial(PaymentTerms terms) {
    return switch (terms.channel()) {
      case Channel.Terminal terminal -> terminal.serial();
      case Channel.Online _ -> "";
    };
  }

  private static OperationType operation(PaymentTerms terms) {
    return switch (terms.operation()) {
      case AUTH_AND_CAPTURE -> OperationType.AUTH_AND_CAPTURE;
      case AUTH_ONLY -> OperationType.AUTH_ONLY;
      case PRE_AUTH -> OperationType.PRE_AUTH;
    };
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

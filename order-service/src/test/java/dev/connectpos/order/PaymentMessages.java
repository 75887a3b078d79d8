package dev.connectpos.order;

import dev.connectpos.payment.events.v1.CancelKind;
import dev.connectpos.payment.events.v1.CardFacts;
import dev.connectpos.payment.events.v1.CardFunding;
import dev.connectpos.payment.events.v1.InstallmentType;
import dev.connectpos.payment.events.v1.OperationType;
import dev.connectpos.payment.events.v1.PaymentAuthorized;
import dev.connectpos.payment.events.v1.PaymentCancelRefused;
import dev.connectpos.payment.events.v1.PaymentCaptureRefused;
import dev.connectpos.payment.events.v1.PaymentCaptured;
import dev.connectpos.payment.events.v1.PaymentConfirmed;
import dev.connectpos.payment.events.v1.PaymentDeclined;
import dev.connectpos.payment.events.v1.PaymentEvent;
import dev.connectpos.payment.events.v1.PaymentExpired;
import dev.connectpos.payment.events.v1.PaymentOrigin;
import dev.connectpos.payment.events.v1.PaymentRefunded;
import dev.connectpos.payment.events.v1.PaymentRemainderExpired;
import dev.connectpos.payment.events.v1.PaymentReversed;
import dev.connectpos.payment.events.v1.PaymentReversing;
import dev.connectpos.payment.events.v1.PaymentType;
import dev.connectpos.payment.events.v1.PaymentVoided;
import dev.connectpos.payment.events.v1.RefusedBy;
import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the acquirer says of one payment.
 *
 * @param payment its id
 * @param order the order it pays
 */
record PaymentMessages(String payment, String order, String account) {
  static final Instant AT = Instant.parse("2026-11-23T14:03:31.500Z");
  private static final String ATTEMPT = "6C582505-1.0.0-ROPA0Z-0017";

  PaymentEvent authorized(long version, long minor) {
    var authorized =
        PaymentAuthorized.newBuilder()
            .setPaymentId(payment)
            .setOrderId(order)
            .setAccountId(account)
            .setAttemptId(ATTEMPT)
            .setAmountMinor(minor)
            .setCurrency("BRL")
            .setNsu("32712345678901")
            .setAuthorizationCode("051659")
            .setReturnCode("0")
            .setMessage("Aprovada")
            .setCard(card())
            .setConfirmWithinMs(60_000L)
            .build();
    return event("payment.authorized", version, authorized);
  }

  PaymentEvent captured(long version, long minor) {
    var captured =
        PaymentCaptured.newBuilder()
            .setPaymentId(payment)
            .setOrderId(order)
            .setAccountId(account)
            .setAttemptId(ATTEMPT)
            .setAmountMinor(minor)
            .setCurrency("BRL")
            .setNsu("32712345678901")
            .setAuthorizationCode("051659")
            .setReturnCode("0")
            .setCard(card())
            .setPaymentType(PaymentType.CREDIT)
            .setInstallments(3)
            .setInstallmentType(InstallmentType.MERCHANT)
            .setTerminalSerial("6C582505")
            .setAuthorizedAt(AT)
            .setCapturedAt(AT)
            .build();
    return event("payment.captured", version, captured);
  }

  /** Held for seven days. */
  PaymentEvent confirmed(long version, long minor) {
    var confirmed =
        PaymentConfirmed.newBuilder()
            .setPaymentId(payment)
            .setOrderId(order)
            .setAccountId(account)
            .setAttemptId(ATTEMPT)
            .setAmountMinor(minor)
            .setCurrency("BRL")
            .setNsu("32712345678901")
            .setAuthorizationCode("051659")
            .setReturnCode("0")
            .setCard(card())
            .setPaymentType(PaymentType.CREDIT)
            .setTerminalSerial("6C582505")
            .setOperationType(OperationType.PRE_AUTH)
            .setAuthorizedAt(AT)
            .setCaptureBy(AT.plus(Duration.ofDays(7)))
            .build();
    return event("payment.confirmed", version, confirmed);
  }

  /** A capture that was asked for. */
  PaymentEvent captured(long version, long authorized, long captured, String request) {
    var payload =
        PaymentCaptured.newBuilder((PaymentCaptured) captured(version, captured).getPayload())
            .setAuthorizedMinor(authorized)
            .setOperationType(OperationType.PRE_AUTH)
            .setRequestId(request)
            .build();
    return event("payment.captured", version, payload);
  }

  /** One of several captures that were asked for. */
  PaymentEvent capturedSoFar(
      long version, long authorized, long captured, long inAll, boolean isFinal, String request) {
    var payload =
        PaymentCaptured.newBuilder(
                (PaymentCaptured) captured(version, authorized, captured, request).getPayload())
            .setCapturedMinor(inAll)
            .setIsFinal(isFinal)
            .build();
    return event("payment.captured", version, payload);
  }

  PaymentEvent remainderExpired(long version, long released, long captured) {
    var expired =
        new PaymentRemainderExpired(payment, order, account, released, captured, "BRL", AT);
    return event("payment.remainder_expired", version, expired);
  }

  PaymentEvent captureRefused(long version, String request) {
    var refused =
        new PaymentCaptureRefused(
            payment, order, account, request, "capture_window_over", "Fora do prazo de captura");
    return event("payment.capture_refused", version, refused);
  }

  PaymentEvent voided(long version, @Nullable String request, long minor) {
    return voided(version, request, null, minor);
  }

  /** Of a retry of the request. */
  PaymentEvent voided(long version, @Nullable String request, @Nullable String retry, long minor) {
    var voided = new PaymentVoided(payment, order, account, request, minor, "BRL", AT, retry, null);
    return event("payment.voided", version, voided);
  }

  PaymentEvent refunded(long version, @Nullable String request, long minor, long inAll) {
    var refunded =
        new PaymentRefunded(payment, order, account, request, minor, "BRL", inAll, AT, null, null);
    return event("payment.refunded", version, refunded);
  }

  PaymentEvent cancelRefused(long version, String request, long minor, RefusedBy by) {
    return cancelRefused(version, request, null, minor, by);
  }

  /** Of a retry of the request. */
  PaymentEvent cancelRefused(
      long version, String request, @Nullable String retry, long minor, RefusedBy by) {
    var refused =
        new PaymentCancelRefused(
            payment,
            order,
            account,
            request,
            minor,
            "BRL",
            CancelKind.REFUND,
            by,
            by == RefusedBy.RULE ? "insufficient_balance" : "9112",
            "Recusado",
            retry);
    return event("payment.cancel_refused", version, refused);
  }

  PaymentEvent expired(long version, long minor) {
    var expired = new PaymentExpired(payment, order, account, minor, "BRL", AT);
    return event("payment.expired", version, expired);
  }

  PaymentEvent declined(long version, long minor) {
    var declined =
        new PaymentDeclined(
            payment,
            order,
            account,
            ATTEMPT,
            minor,
            "BRL",
            "32712345678902",
            "1016",
            "Saldo insuficiente",
            "",
            true,
            PaymentOrigin.ORDER,
            "51");
    return event("payment.declined", version, declined);
  }

  PaymentEvent reversing(long version) {
    var reversing =
        new PaymentReversing(
            payment, order, account, ATTEMPT, "confirm_timeout", PaymentOrigin.ORDER);
    return event("payment.reversing", version, reversing);
  }

  PaymentEvent reversed(long version) {
    var reversed =
        new PaymentReversed(
            payment, order, account, ATTEMPT, "confirm_timeout", PaymentOrigin.ORDER);
    return event("payment.reversed", version, reversed);
  }

  private static CardFacts card() {
    return new CardFacts("Visa", "400000", "0010", "tok_1", null, CardFunding.CREDIT);
  }

  private static PaymentEvent event(String type, long version, SpecificRecord payload) {
    return new PaymentEvent(
        EventLog.id(payload, version), type, AT, version, "sale-1", null, payload);
  }
}

package dev.connectpos.order.messaging;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import dev.connectpos.order.application.Ids;
import dev.connectpos.order.application.Origin;
import dev.connectpos.order.application.PaymentNews;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.CancelKind;
import dev.connectpos.order.domain.CardFacts;
import dev.connectpos.order.domain.CardFunding;
import dev.connectpos.order.domain.ChargeRequest;
import dev.connectpos.order.domain.ChargeRequestId;
import dev.connectpos.order.domain.Failure;
import dev.connectpos.order.domain.InstallmentType;
import dev.connectpos.order.domain.LivePhase;
import dev.connectpos.order.domain.OperationType;
import dev.connectpos.order.domain.OrderCommand;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.PaymentId;
import dev.connectpos.order.domain.PaymentType;
import dev.connectpos.order.domain.RefusedBy;
import dev.connectpos.order.domain.Sale;
import dev.connectpos.outbox.PermanentFailureException;
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
import dev.connectpos.payment.events.v1.PaymentRemainderExpired;
import dev.connectpos.payment.events.v1.PaymentReversed;
import dev.connectpos.payment.events.v1.PaymentReversing;
import dev.connectpos.payment.events.v1.PaymentVoided;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what the acquirer says of payments into what an order is to make of it. */
@ApplicationScoped
class PaymentReading {
  private static final Pattern ORDER_ID = Pattern.compile("or_\\w{16}");

  private final Ids ids;
  private final Clock clock;

  PaymentReading(Ids ids, Clock clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @throws PermanentFailureException if this release cannot know what is meant
   */
  PaymentNews read(PaymentEvent event) {
    try {
      return news(event);
    } catch (IllegalArgumentException e) {
      throw new PermanentFailureException(event.getType() + ": " + e.getMessage(), e);
    }
  }

  private PaymentNews news(PaymentEvent event) {
    return switch (event.getPayload()) {
      case PaymentAuthorized p ->
          about(event, p.getOrderId(), progress(p.getPaymentId(), LivePhase.AUTHORIZED));
      case PaymentInDoubt p ->
          about(event, p.getOrderId(), progress(p.getPaymentId(), LivePhase.IN_DOUBT));
      case PaymentReversing p ->
          about(event, p.getOrderId(), progress(p.getPaymentId(), LivePhase.REVERSING));
      case PaymentReversed p -> {
        var payment = new PaymentId(p.getPaymentId());
        yield about(
            event,
            p.getOrderId(),
            new OrderCommand.RecordPaymentReversed(payment, clock.instant()));
      }
      case PaymentDeclined p -> {
        var payment = new PaymentId(p.getPaymentId());
        yield about(
            event,
            p.getOrderId(),
            new OrderCommand.RecordPaymentDeclined(
                payment,
                new Failure.Declined(p.getReturnCode(), p.getMessage(), p.getAbecsCode()),
                clock.instant()));
      }
      case PaymentConfirmed p ->
          about(
              event,
              p.getOrderId(),
              new OrderCommand.RecordPaymentConfirmed(
                  newIds(), sale(p), p.getCaptureBy(), clock.instant()));
      case PaymentCaptured p ->
          about(
              event,
              p.getOrderId(),
              new OrderCommand.RecordPaymentCaptured(
                  newIds(), sale(p), capture(p), request(p.getRequestId()), clock.instant()));
      case PaymentCaptureRefused p ->
          about(
              event,
              p.getOrderId(),
              new OrderCommand.RecordCaptureRefused(
                  new PaymentId(p.getPaymentId()),
                  new ChargeRequestId(p.getRequestId()),
                  p.getReturnCode(),
                  p.getMessage(),
                  clock.instant()));
      case PaymentVoided p -> about(event, p.getOrderId(), voided(p));
      case PaymentRefunded p -> about(event, p.getOrderId(), refunded(p));
      case PaymentCancelRefused p -> about(event, p.getOrderId(), cancelRefused(p));
      case PaymentExpired p -> {
        var payment = new PaymentId(p.getPaymentId());
        yield about(
            event,
            p.getOrderId(),
            new OrderCommand.RecordPaymentExpired(payment, p.getExpiredAt(), clock.instant()));
      }
      case PaymentRemainderExpired p -> {
        var payment = new PaymentId(p.getPaymentId());
        yield about(
            event,
            p.getOrderId(),
            new OrderCommand.RecordRemainderExpired(
                payment, money(p.getCapturedMinor(), p.getCurrency()), clock.instant()));
      }
      default -> throw new IllegalArgumentException("payload is not known");
    };
  }

  private static OrderCommand.Capture capture(PaymentCaptured p) {
    // Releases that captured once did not say what was captured in all.
    long inAll = p.getCapturedMinor() == 0 ? p.getAmountMinor() : p.getCapturedMinor();
    return new OrderCommand.Capture(
        money(p.getAmountMinor(), p.getCurrency()),
        money(inAll, p.getCurrency()),
        p.getIsFinal(),
        p.getCapturedAt());
  }

  private OrderCommand.OnPayment voided(PaymentVoided p) {
    return new OrderCommand.RecordPaymentVoided(
        new PaymentId(p.getPaymentId()),
        back(p.getRequestId(), p.getRetryRequestId(), money(p.getAmountMinor(), p.getCurrency())),
        p.getVoidedAt(),
        clock.instant());
  }

  private OrderCommand.OnPayment refunded(PaymentRefunded p) {
    return new OrderCommand.RecordPaymentRefunded(
        new PaymentId(p.getPaymentId()),
        back(p.getRequestId(), p.getRetryRequestId(), money(p.getAmountMinor(), p.getCurrency())),
        money(p.getRefundedMinor(), p.getCurrency()),
        p.getRefundedAt(),
        clock.instant());
  }

  private OrderCommand.OnPayment cancelRefused(PaymentCancelRefused p) {
    return new OrderCommand.RecordCancelRefused(
        new PaymentId(p.getPaymentId()),
        back(p.getRequestId(), p.getRetryRequestId(), money(p.getAmountMinor(), p.getCurrency())),
        kind(p.getKind()),
        new ChargeRequest.Refused(refusedBy(p.getRefusedBy()), p.getReturnCode(), p.getMessage()),
        clock.instant());
  }

  private OrderCommand.Return back(@Nullable String request, @Nullable String retry, Money amount) {
    return new OrderCommand.Return(ids.transaction(), request(request), request(retry), amount);
  }

  private OrderCommand.NewIds newIds() {
    return new OrderCommand.NewIds(ids.charge(), ids.transaction(), ids.chargeRequest());
  }

  private static @Nullable ChargeRequestId request(@Nullable String id) {
    return id == null ? null : new ChargeRequestId(id);
  }

  private static Money money(long minor, String currency) {
    return new Money(minor, Currency.of(currency));
  }

  private static PaymentNews about(
      PaymentEvent event, String order, OrderCommand.OnPayment command) {
    if (!ORDER_ID.matcher(order).matches()) {
      throw new IllegalArgumentException("no order can have the id " + order);
    }
    return new PaymentNews(
        new OrderId(order),
        command.payment(),
        event.getAggregateVersion(),
        command,
        new Origin(event.getCorrelationId(), event.getEventId()),
        soldBy(event.getPayload()));
  }

  /** Whose terminal sold without an order; what comes after an approval need not say it. */
  private static @Nullable AccountId soldBy(Object payload) {
    return switch (payload) {
      case PaymentAuthorized p -> soldBy(p.getOrigin(), p.getAccountId());
      case PaymentInDoubt p -> soldBy(p.getOrigin(), p.getAccountId());
      case PaymentReversing p -> soldBy(p.getOrigin(), p.getAccountId());
      case PaymentReversed p -> soldBy(p.getOrigin(), p.getAccountId());
      case PaymentDeclined p -> soldBy(p.getOrigin(), p.getAccountId());
      case PaymentConfirmed p -> soldBy(p.getOrigin(), p.getAccountId());
      case PaymentCaptured p -> soldBy(p.getOrigin(), p.getAccountId());
      default -> null;
    };
  }

  private static @Nullable AccountId soldBy(PaymentOrigin origin, String account) {
    return origin == PaymentOrigin.STANDALONE ? new AccountId(account) : null;
  }

  private OrderCommand.OnPayment progress(String payment, LivePhase phase) {
    return new OrderCommand.RecordPaymentProgress(new PaymentId(payment), phase, clock.instant());
  }

  private static Sale sale(PaymentConfirmed p) {
    return new Sale(
        new PaymentId(p.getPaymentId()),
        p.getAttemptId(),
        money(p.getAmountMinor(), p.getCurrency()),
        p.getNsu(),
        p.getAuthorizationCode(),
        p.getReturnCode(),
        card(p.getCard()),
        paymentType(p.getPaymentType()),
        p.getInstallments(),
        installmentType(p.getInstallmentType()),
        p.getTerminalSerial(),
        operationType(p.getOperationType()),
        p.getAuthorizedAt());
  }

  private static Sale sale(PaymentCaptured p) {
    // Releases that captured all did not say what was authorized.
    long authorized = p.getAuthorizedMinor() == 0 ? p.getAmountMinor() : p.getAuthorizedMinor();
    return new Sale(
        new PaymentId(p.getPaymentId()),
        p.getAttemptId(),
        money(authorized, p.getCurrency()),
        p.getNsu(),
        p.getAuthorizationCode(),
        p.getReturnCode(),
        card(p.getCard()),
        paymentType(p.getPaymentType()),
        p.getInstallments(),
        installmentType(p.getInstallmentType()),
        p.getTerminalSerial(),
        operationType(p.getOperationType()),
        p.getAuthorizedAt());
  }

  private static CardFacts card(dev.connectpos.payment.events.v1.CardFacts card) {
    var funding =
        switch (card.getFunding()) {
          case UNKNOWN -> CardFunding.UNKNOWN;
          case CREDIT -> CardFunding.CREDIT;
          case DEBIT -> CardFunding.DEBIT;
          case PREPAID -> CardFunding.PREPAID;
        };
    return new CardFacts(
        card.getBrand(),
        card.getFirstSix(),
        card.getLastFour(),
        card.getToken(),
        card.getHolderName(),
        funding);
  }

  private static PaymentType paymentType(dev.connectpos.payment.events.v1.PaymentType type) {
    return switch (type) {
      case CREDIT -> PaymentType.CREDIT;
      case DEBIT -> PaymentType.DEBIT;
      case VOUCHER -> PaymentType.VOUCHER;
      case UNKNOWN -> throw new IllegalArgumentException("payment type is not known");
    };
  }

  private static InstallmentType installmentType(
      dev.connectpos.payment.events.v1.InstallmentType type) {
    return switch (type) {
      case MERCHANT -> InstallmentType.MERCHANT;
      case ISSUER -> InstallmentType.ISSUER;
      case UNKNOWN -> throw new IllegalArgumentException("instalment type is not known");
    };
  }

  private static OperationType operationType(dev.connectpos.payment.events.v1.OperationType type) {
    return switch (type) {
      case AUTH_AND_CAPTURE -> OperationType.AUTH_AND_CAPTURE;
      case AUTH_ONLY -> OperationType.AUTH_ONLY;
      case PRE_AUTH -> OperationType.PRE_AUTH;
      case UNKNOWN -> throw new IllegalArgumentException("operation type is not known");
    };
  }

  private static CancelKind kind(dev.connectpos.payment.events.v1.CancelKind kind) {
    return switch (kind) {
      case VOID -> CancelKind.VOID;
      case REFUND -> CancelKind.REFUND;
      case UNKNOWN -> throw new IllegalArgumentException("kind of cancellation is not known");
    };
  }

  private static RefusedBy refusedBy(dev.connectpos.payment.events.v1.RefusedBy by) {
    return switch (by) {
      case RULE -> RefusedBy.RULE;
      case NETWORK -> RefusedBy.NETWORK;
      case UNKNOWN -> throw new IllegalArgumentException("who refused is not known");
    };
  }
}

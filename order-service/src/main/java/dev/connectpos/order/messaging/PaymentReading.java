package dev.connectpos.order.messaging;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import dev.connectpos.order.application.Ids;
import dev.connectpos.order.application.Origin;
import dev.connectpos.order.application.PaymentNews;
import dev.connectpos.order.domain.Capture;
import dev.connectpos.order.domain.CardFacts;
import dev.connectpos.order.domain.CardFunding;
import dev.connectpos.order.domain.InstallmentType;
import dev.connectpos.order.domain.LivePhase;
import dev.connectpos.order.domain.OrderCommand;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.PaymentId;
import dev.connectpos.order.domain.PaymentType;
import dev.connectpos.outbox.PermanentFailureException;
import dev.connectpos.payment.events.v1.PaymentAuthorized;
import dev.connectpos.payment.events.v1.PaymentCaptured;
import dev.connectpos.payment.events.v1.PaymentDeclined;
import dev.connectpos.payment.events.v1.PaymentEvent;
import dev.connectpos.payment.events.v1.PaymentInDoubt;
import dev.connectpos.payment.events.v1.PaymentReversed;
import dev.connectpos.payment.events.v1.PaymentReversing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Reads what the acquirer says of payments into what an order is to make of it. */
@ApplicationScoped
class PaymentReading {
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
        yield about(event, p.getOrderId(), new OrderCommand.RecordPaymentReversed(payment));
      }
      case PaymentDeclined p -> {
        var payment = new PaymentId(p.getPaymentId());
        yield about(
            event,
            p.getOrderId(),
            new OrderCommand.RecordPaymentDeclined(payment, p.getReturnCode(), p.getMessage()));
      }
      case PaymentCaptured p ->
          about(
              event,
              p.getOrderId(),
              new OrderCommand.RecordPaymentCaptured(
                  ids.charge(), ids.transaction(), capture(p), clock.instant()));
      default -> throw new IllegalArgumentException("payload is not known");
    };
  }

  private static PaymentNews about(
      PaymentEvent event, String order, OrderCommand.OnPayment command) {
    return new PaymentNews(
        new OrderId(order),
        command.payment(),
        event.getAggregateVersion(),
        command,
        new Origin(event.getCorrelationId(), event.getEventId()));
  }

  private static OrderCommand.OnPayment progress(String payment, LivePhase phase) {
    return new OrderCommand.RecordPaymentProgress(new PaymentId(payment), phase);
  }

  private static Capture capture(PaymentCaptured p) {
    return new Capture(
        new PaymentId(p.getPaymentId()),
        p.getAttemptId(),
        new Money(p.getAmountMinor(), Currency.of(p.getCurrency())),
        p.getNsu(),
        p.getAuthorizationCode(),
        p.getReturnCode(),
        card(p.getCard()),
        paymentType(p.getPaymentType()),
        p.getInstallments(),
        installmentType(p.getInstallmentType()),
        p.getTerminalSerial(),
        p.getAuthorizedAt(),
        p.getCapturedAt());
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
}

package dev.connectpos.acquirer.messaging;

import dev.connectpos.acquirer.application.MoneyLog.Capture;
import dev.connectpos.acquirer.application.MoneyLog.GivenBack;
import dev.connectpos.acquirer.application.MoneyLog.Moved;
import dev.connectpos.acquirer.application.MoneyLog.OfPayment;
import dev.connectpos.acquirer.application.MoneyLog.OfSettlement;
import dev.connectpos.acquirer.application.MoneyLog.Settled;
import dev.connectpos.acquirer.application.MoneyLog.Told;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.Approval;
import dev.connectpos.acquirer.domain.AttemptId;
import dev.connectpos.acquirer.domain.CardBrand;
import dev.connectpos.acquirer.domain.CardFacts;
import dev.connectpos.acquirer.domain.CardFunding;
import dev.connectpos.acquirer.domain.Channel;
import dev.connectpos.acquirer.domain.InstallmentType;
import dev.connectpos.acquirer.domain.OperationType;
import dev.connectpos.acquirer.domain.OrderId;
import dev.connectpos.acquirer.domain.PaymentEvent;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentOrigin;
import dev.connectpos.acquirer.domain.PaymentPlan;
import dev.connectpos.acquirer.domain.PaymentTerms;
import dev.connectpos.acquirer.domain.PaymentType;
import dev.connectpos.acquirer.domain.RequestId;
import dev.connectpos.ledger.events.v1.LedgerEvent;
import dev.connectpos.ledger.events.v1.SettlementMade;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import dev.connectpos.payment.events.v1.PaymentCaptured;
import dev.connectpos.payment.events.v1.PaymentRefunded;
import dev.connectpos.payment.events.v1.PaymentVoided;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Our own facts from the wire back to our words, as far as they move money. */
final class ToldMapping {
  private ToldMapping() {}

  /**
   * A payment's event.
   *
   * @param message as it stands in the log
   */
  static Told payment(dev.connectpos.payment.events.v1.PaymentEvent event, byte[] message) {
    var payload = (GenericRecord) event.getPayload();
    var id = new PaymentId(payload.get("payment_id").toString());
    return new OfPayment(id, event.getAggregateVersion(), moved(event, message));
  }

  private static Optional<Moved> moved(
      dev.connectpos.payment.events.v1.PaymentEvent event, byte[] message) {
    return switch (event.getPayload()) {
      case PaymentCaptured _ -> Optional.of(capture(event, message));
      case PaymentVoided voided ->
          Optional.of(
              new GivenBack(
                  new PaymentEvent.Voided(
                      request(voided.getRequestId()),
                      money(voided.getAmountMinor(), voided.getCurrency()),
                      voided.getVoidedAt()),
                  day(voided.getBookedOn())));
      case PaymentRefunded refunded ->
          Optional.of(
              new GivenBack(
                  new PaymentEvent.Refunded(
                      request(refunded.getRequestId()),
                      money(refunded.getAmountMinor(), refunded.getCurrency()),
                      money(refunded.getRefundedMinor(), refunded.getCurrency()),
                      refunded.getRefundedAt()),
                  day(refunded.getBookedOn())));
      default -> Optional.empty();
    };
  }

  /**
   * A capture.
   *
   * @throws IllegalStateException if it is another event
   */
  static Capture capture(dev.connectpos.payment.events.v1.PaymentEvent event, byte[] message) {
    if (!(event.getPayload() instanceof PaymentCaptured captured)) {
      throw new IllegalStateException("no capture: " + event.getType());
    }
    Long fee = captured.getFeeMinor();
    return new Capture(
        terms(captured),
        card(captured.getCard()),
        new Approval(
            captured.getAuthorizationCode(), captured.getReturnCode(), captured.getAuthorizedAt()),
        money(captured.getAmountMinor(), captured.getCurrency()),
        fee == null ? null : money(fee, captured.getCurrency()),
        captured.getCapturedAt(),
        captured.getRequestId() == null ? null : new RequestId(captured.getRequestId()),
        day(captured.getBookedOn()),
        message);
  }

  /** A payout. */
  static Told settlement(LedgerEvent event) {
    var made = (SettlementMade) event.getPayload();
    return new OfSettlement(
        new Settled(
            made.getSettlementId(),
            new AccountId(made.getAccountId()),
            LocalDate.parse(made.getSettledOn()),
            money(made.getGrossMinor(), made.getCurrency()),
            money(made.getFeeMinor(), made.getCurrency()),
            made.getReceivables(),
            made.getSettledAt()));
  }

  /** As far as it is told; which terminal it was, no posting asks. */
  private static PaymentTerms terms(PaymentCaptured captured) {
    long authorized = captured.getAuthorizedMinor();
    return new PaymentTerms(
        new PaymentId(captured.getPaymentId()),
        new OrderId(captured.getOrderId()),
        new AccountId(captured.getAccountId()),
        new AttemptId(captured.getAttemptId()),
        channel(captured),
        money(authorized == 0 ? captured.getAmountMinor() : authorized, captured.getCurrency()),
        new PaymentPlan(
            PaymentType.valueOf(captured.getPaymentType().name()),
            captured.getInstallments(),
            InstallmentType.valueOf(captured.getInstallmentType().name())),
        OperationType.valueOf(captured.getOperationType().name()),
        null);
  }

  private static Channel channel(PaymentCaptured captured) {
    return switch (captured.getOrigin()) {
      case ONLINE -> new Channel.Online();
      case STANDALONE ->
          new Channel.Terminal("", captured.getTerminalSerial(), "", PaymentOrigin.STANDALONE);
      case ORDER, UNKNOWN ->
          new Channel.Terminal("", captured.getTerminalSerial(), "", PaymentOrigin.ORDER);
    };
  }

  private static CardFacts card(dev.connectpos.payment.events.v1.CardFacts card) {
    return new CardFacts(
        Arrays.stream(CardBrand.values())
            .filter(brand -> brand.schemeName().equals(card.getBrand()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no brand " + card.getBrand())),
        card.getFirstSix(),
        card.getLastFour(),
        card.getToken(),
        card.getHolderName(),
        CardFunding.valueOf(card.getFunding().name()));
  }

  private static Money money(long minor, String currency) {
    return new Money(minor, Currency.of(currency));
  }

  /** Every one of ours names its request. */
  private static RequestId request(@Nullable String request) {
    if (request == null) {
      throw new IllegalStateException("money went back and nobody asked");
    }
    return new RequestId(request);
  }

  private static @Nullable LocalDate day(@Nullable String day) {
    return day == null ? null : LocalDate.parse(day);
  }
}

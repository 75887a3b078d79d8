package dev.connectpos.order.persistence;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import dev.connectpos.order.domain.Capture;
import dev.connectpos.order.domain.CardFacts;
import dev.connectpos.order.domain.CardFunding;
import dev.connectpos.order.domain.Charge;
import dev.connectpos.order.domain.ChargeId;
import dev.connectpos.order.domain.InstallmentType;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.PaymentId;
import dev.connectpos.order.domain.PaymentType;
import dev.connectpos.order.domain.TransactionId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A captured payment, written once. */
@Entity
@Immutable
@Table(name = "charge")
class ChargeRow {
  @Id String id;

  @Column(name = "order_id")
  String orderId;

  @Column(name = "payment_id")
  String paymentId;

  @Column(name = "transaction_id")
  String transactionId;

  @Column(name = "attempt_id")
  String attemptId;

  @Column(name = "amount_minor")
  long amountMinor;

  @Column(name = "currency", length = 3)
  @JdbcTypeCode(SqlTypes.CHAR)
  String currency;

  @Column(name = "nsu")
  String nsu;

  @Column(name = "authorization_code")
  String authorizationCode;

  @Column(name = "return_code")
  String returnCode;

  @Column(name = "card_brand")
  String cardBrand;

  @Column(name = "card_first_six")
  String cardFirstSix;

  @Column(name = "card_last_four")
  String cardLastFour;

  @Column(name = "card_token")
  String cardToken;

  @Column(name = "card_holder_name")
  @Nullable String cardHolderName;

  @Column(name = "card_funding")
  String cardFunding;

  @Column(name = "payment_type")
  String paymentType;

  @Column(name = "installments")
  int installments;

  @Column(name = "installment_type")
  String installmentType;

  @Column(name = "terminal_serial")
  String terminalSerial;

  @Column(name = "authorized_at")
  Instant authorizedAt;

  @Column(name = "captured_at")
  Instant capturedAt;

  @Column(name = "created_at")
  Instant createdAt;

  static ChargeRow of(OrderId order, Charge charge) {
    var capture = charge.capture();
    var row = new ChargeRow();
    row.id = charge.id().value();
    row.orderId = order.value();
    row.paymentId = capture.payment().value();
    row.transactionId = charge.transaction().value();
    row.attemptId = capture.attemptId();
    row.amountMinor = capture.amount().minor();
    row.currency = capture.amount().currency().name();
    row.nsu = capture.nsu();
    row.authorizationCode = capture.authorizationCode();
    row.returnCode = capture.returnCode();
    row.paymentType = Words.of(capture.paymentType());
    row.installments = capture.installments();
    row.installmentType = Words.of(capture.installmentType());
    row.terminalSerial = capture.terminalSerial();
    row.authorizedAt = capture.authorizedAt();
    row.capturedAt = capture.capturedAt();
    row.createdAt = charge.createdAt();
    row.paidWith(capture.card());
    return row;
  }

  private void paidWith(CardFacts card) {
    cardBrand = card.brand();
    cardFirstSix = card.firstSix();
    cardLastFour = card.lastFour();
    cardToken = card.token();
    cardHolderName = card.holderName();
    cardFunding = Words.of(card.funding());
  }

  PaymentId payment() {
    return new PaymentId(paymentId);
  }

  Charge charge() {
    var capture =
        new Capture(
            payment(),
            attemptId,
            new Money(amountMinor, Currency.of(currency)),
            nsu,
            authorizationCode,
            returnCode,
            card(),
            Words.read(PaymentType.class, paymentType),
            installments,
            Words.read(InstallmentType.class, installmentType),
            terminalSerial,
            authorizedAt,
            capturedAt);
    return new Charge(new ChargeId(id), new TransactionId(transactionId), capture, createdAt);
  }

  private CardFacts card() {
    return new CardFacts(
        cardBrand,
        cardFirstSix,
        cardLastFour,
        cardToken,
        cardHolderName,
        Words.read(CardFunding.class, cardFunding));
  }
}

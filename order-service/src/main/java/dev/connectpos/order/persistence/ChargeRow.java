package dev.connectpos.order.persistence;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import dev.connectpos.order.domain.Cancellation;
import dev.connectpos.order.domain.CardFacts;
import dev.connectpos.order.domain.CardFunding;
import dev.connectpos.order.domain.Charge;
import dev.connectpos.order.domain.ChargeId;
import dev.connectpos.order.domain.ChargeRequest;
import dev.connectpos.order.domain.ChargeState;
import dev.connectpos.order.domain.ChargeState.Captured;
import dev.connectpos.order.domain.ChargeState.Expired;
import dev.connectpos.order.domain.ChargeState.Over;
import dev.connectpos.order.domain.ChargeState.Paid;
import dev.connectpos.order.domain.ChargeState.Pending;
import dev.connectpos.order.domain.ChargeState.Refunded;
import dev.connectpos.order.domain.ChargeState.Released;
import dev.connectpos.order.domain.ChargeState.Voided;
import dev.connectpos.order.domain.InstallmentType;
import dev.connectpos.order.domain.OperationType;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.PaymentId;
import dev.connectpos.order.domain.PaymentType;
import dev.connectpos.order.domain.Sale;
import dev.connectpos.order.domain.TransactionId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A payment that the shopper was shown as approved. */
@Entity
@Table(name = "charge")
class ChargeRow {
  private static final String PENDING = "pending";
  private static final String PAID = "paid";
  private static final String VOIDED = "voided";
  private static final String REFUNDED = "refunded";
  private static final String RELEASED = "released";
  private static final String EXPIRED = "expired";

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

  @Column(name = "operation_type")
  String operationType;

  @Column(name = "code")
  String code;

  @Column(name = "status")
  String status;

  @Column(name = "state")
  String state;

  @Column(name = "captured_minor")
  long capturedMinor;

  @Column(name = "refunded_minor")
  long refundedMinor;

  @Column(name = "capture_by")
  @Nullable Instant captureBy;

  @Column(name = "captured_at")
  @Nullable Instant capturedAt;

  @Column(name = "over_at")
  @Nullable Instant overAt;

  @Column(name = "metadata")
  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, String> metadata;

  @Column(name = "updated_at")
  Instant updatedAt;

  @Column(name = "created_at")
  Instant createdAt;

  static ChargeRow of(OrderId order, Charge charge) {
    var sale = charge.sale();
    var row = new ChargeRow();
    row.id = charge.id().value();
    row.orderId = order.value();
    row.paymentId = sale.payment().value();
    row.transactionId = charge.transaction().value();
    row.attemptId = sale.attemptId();
    row.amountMinor = sale.authorized().minor();
    row.currency = sale.authorized().currency().name();
    row.nsu = sale.nsu();
    row.authorizationCode = sale.authorizationCode();
    row.returnCode = sale.returnCode();
    row.paymentType = Words.of(sale.paymentType());
    row.installments = sale.installments();
    row.installmentType = Words.of(sale.installmentType());
    row.terminalSerial = sale.terminalSerial();
    row.operationType = Words.of(sale.operationType());
    row.authorizedAt = sale.authorizedAt();
    row.createdAt = charge.createdAt();
    row.paidWith(sale.card());
    row.follow(charge);
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

  /** Takes over what may change in the life of a charge. */
  final void follow(Charge charge) {
    code = charge.code();
    metadata = new TreeMap<>(charge.metadata());
    updatedAt = charge.updatedAt();
    capturedMinor = charge.captured().minor();
    refundedMinor = charge.givenBack().minor();
    status = charge.state() instanceof Over ? "canceled" : word(charge.state());
    state = word(charge.state());
    capturedAt = charge.state() instanceof Captured captured ? captured.capturedAt() : null;
    overAt = charge.state() instanceof Over over ? over.overAt() : null;
    if (charge.state() instanceof Pending pending) {
      captureBy = pending.captureBy();
    }
  }

  private static String word(ChargeState state) {
    return switch (state) {
      case Pending _ -> PENDING;
      case Paid _ -> PAID;
      case Voided _ -> VOIDED;
      case Refunded _ -> REFUNDED;
      case Released _ -> RELEASED;
      case Expired _ -> EXPIRED;
    };
  }

  PaymentId payment() {
    return new PaymentId(paymentId);
  }

  String id() {
    return id;
  }

  Charge charge(List<Cancellation> cancellations, List<ChargeRequest> requests) {
    var sale =
        new Sale(
            payment(),
            attemptId,
            money(amountMinor),
            nsu,
            authorizationCode,
            returnCode,
            card(),
            Words.read(PaymentType.class, paymentType),
            installments,
            Words.read(InstallmentType.class, installmentType),
            terminalSerial,
            Words.read(OperationType.class, operationType),
            authorizedAt);
    return new Charge(
        new ChargeId(id),
        new TransactionId(transactionId),
        code,
        sale,
        state(),
        cancellations,
        requests,
        new TreeMap<>(metadata),
        createdAt,
        updatedAt);
  }

  private ChargeState state() {
    return switch (state) {
      case PENDING -> new Pending(present(captureBy));
      case PAID -> new Paid(money(capturedMinor), money(refundedMinor), present(capturedAt));
      case VOIDED -> new Voided(money(capturedMinor), present(capturedAt), present(overAt));
      case REFUNDED -> new Refunded(money(capturedMinor), present(capturedAt), present(overAt));
      case RELEASED -> new Released(present(overAt));
      case EXPIRED -> new Expired(present(overAt));
      default -> throw new IllegalStateException("charge " + id + " is " + state);
    };
  }

  private Money money(long minor) {
    return new Money(minor, Currency.of(currency));
  }

  private Instant present(@Nullable Instant at) {
    if (at == null) {
      throw new IllegalStateException("charge " + id + " is " + state + " without a time");
    }
    return at;
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

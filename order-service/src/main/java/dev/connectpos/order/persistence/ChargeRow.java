package dev.connectpos.order.persistence;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import dev.connectpos.order.domain.Cancellation;
import dev.connectpos.order.domain.CardAsk;
import dev.connectpos.order.domain.CardFacts;
import dev.connectpos.order.domain.CardFunding;
import dev.connectpos.order.domain.Cash;
import dev.connectpos.order.domain.Charge;
import dev.connectpos.order.domain.ChargeId;
import dev.connectpos.order.domain.ChargeRequest;
import dev.connectpos.order.domain.ChargeState;
import dev.connectpos.order.domain.ChargeState.Captured;
import dev.connectpos.order.domain.ChargeState.Expired;
import dev.connectpos.order.domain.ChargeState.Failed;
import dev.connectpos.order.domain.ChargeState.Kept;
import dev.connectpos.order.domain.ChargeState.Over;
import dev.connectpos.order.domain.ChargeState.Paid;
import dev.connectpos.order.domain.ChargeState.PartiallyCaptured;
import dev.connectpos.order.domain.ChargeState.Pending;
import dev.connectpos.order.domain.ChargeState.Processing;
import dev.connectpos.order.domain.ChargeState.Refunded;
import dev.connectpos.order.domain.ChargeState.Released;
import dev.connectpos.order.domain.ChargeState.Unconfirmed;
import dev.connectpos.order.domain.ChargeState.Voided;
import dev.connectpos.order.domain.FailedTry;
import dev.connectpos.order.domain.Failure;
import dev.connectpos.order.domain.InstallmentType;
import dev.connectpos.order.domain.Means;
import dev.connectpos.order.domain.OnlineSale;
import dev.connectpos.order.domain.OnlineTerms;
import dev.connectpos.order.domain.OperationType;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.PaymentId;
import dev.connectpos.order.domain.PaymentType;
import dev.connectpos.order.domain.PresentedCard;
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

/**
 * A charge. Of one that is not approved, or is paid in cash, what comes with an approval is null,
 * as the table's checks have it.
 */
@Entity
@Table(name = "charge")
class ChargeRow {
  private static final String PENDING = "pending";
  private static final String PROCESSING = "processing";
  private static final String IN_DOUBT = "in_doubt";
  private static final String DECLINED = "declined";
  private static final String UNDONE = "undone";
  private static final String UNCONFIRMED = "unconfirmed";
  private static final String PARTIALLY_CAPTURED = "partially_captured";
  private static final String PAID = "paid";
  private static final String VOIDED = "voided";
  private static final String REFUNDED = "refunded";
  private static final String RELEASED = "released";
  private static final String EXPIRED = "expired";
  private static final String TERMINAL = "terminal";
  private static final String ONLINE = "online";
  private static final String CASH = "cash";

  @Id String id;

  @Column(name = "order_id")
  String orderId;

  @Column(name = "payment_id")
  String paymentId;

  @Column(name = "transaction_id")
  String transactionId;

  @Column(name = "attempt_id")
  @Nullable String attemptId;

  @Column(name = "amount_minor")
  long amountMinor;

  @Column(name = "currency", length = 3)
  @JdbcTypeCode(SqlTypes.CHAR)
  String currency;

  @Column(name = "nsu")
  @Nullable String nsu;

  @Column(name = "authorization_code")
  @Nullable String authorizationCode;

  @Column(name = "return_code")
  @Nullable String returnCode;

  @Column(name = "card_brand")
  @Nullable String cardBrand;

  @Column(name = "card_first_six")
  @Nullable String cardFirstSix;

  @Column(name = "card_last_four")
  @Nullable String cardLastFour;

  @Column(name = "card_token")
  @Nullable String cardToken;

  @Column(name = "card_holder_name")
  @Nullable String cardHolderName;

  @Column(name = "card_funding")
  @Nullable String cardFunding;

  @Column(name = "payment_type")
  @Nullable String paymentType;

  @Column(name = "installments")
  @Nullable Integer installments;

  @Column(name = "installment_type")
  @Nullable String installmentType;

  @Column(name = "terminal_serial")
  @Nullable String terminalSerial;

  @Column(name = "authorized_at")
  @Nullable Instant authorizedAt;

  @Column(name = "operation_type")
  @Nullable String operationType;

  @Column(name = "means")
  String means;

  @Column(name = "asked_card_id")
  @Nullable String askedCardId;

  @Column(name = "asked_brand")
  @Nullable String askedBrand;

  @Column(name = "asked_first_six")
  @Nullable String askedFirstSix;

  @Column(name = "asked_last_four")
  @Nullable String askedLastFour;

  @Column(name = "asked_holder_name")
  @Nullable String askedHolderName;

  @Column(name = "asked_exp_month")
  @Nullable Integer askedExpMonth;

  @Column(name = "asked_exp_year")
  @Nullable Integer askedExpYear;

  @Column(name = "statement_descriptor")
  @Nullable String statementDescriptor;

  @Column(name = "affiliation")
  @Nullable String affiliation;

  @Column(name = "description")
  @Nullable String description;

  @Column(name = "failed_code")
  @Nullable String failedCode;

  @Column(name = "failed_message")
  @Nullable String failedMessage;

  @Column(name = "failed_abecs")
  @Nullable String failedAbecs;

  @Column(name = "failed_at")
  @Nullable Instant failedAt;

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
    var row = new ChargeRow();
    row.id = charge.id().value();
    row.orderId = order.value();
    row.currency = charge.amount().currency().name();
    row.createdAt = charge.createdAt();
    row.follow(charge);
    return row;
  }

  /** Takes over what may change in the life of a charge. */
  final void follow(Charge charge) {
    paymentId = charge.payment().value();
    transactionId = charge.transaction().value();
    amountMinor = charge.amount().minor();
    code = charge.code();
    metadata = new TreeMap<>(charge.metadata());
    updatedAt = charge.updatedAt();
    follow(charge.means());
    capturedMinor = charge.captured().minor();
    refundedMinor = charge.givenBack().minor();
    status = status(charge.state());
    state = word(charge.state());
    capturedAt = charge.state() instanceof Captured captured ? captured.capturedAt() : null;
    overAt = charge.state() instanceof Over over ? over.overAt() : null;
    if (charge.state() instanceof Pending pending) {
      captureBy = pending.captureBy();
    }
    var failed = charge.state() instanceof Failed it ? it : null;
    failedAt = failed == null ? null : failed.failedAt();
    var declined = failed != null && failed.failure() instanceof Failure.Declined it ? it : null;
    failedCode = declined == null ? null : declined.returnCode();
    failedMessage = declined == null ? null : declined.message();
    failedAbecs = declined == null ? null : declined.abecsCode();
  }

  private void follow(Means paidWith) {
    switch (paidWith) {
      case Sale sale -> {
        means = TERMINAL;
        approvedAs(sale);
      }
      case CardAsk ask -> {
        means = ONLINE;
        askedWith(ask.terms());
        installments = ask.installments();
        operationType = Words.of(ask.operationType());
      }
      case OnlineSale(var terms, var sale) -> {
        means = ONLINE;
        askedWith(terms);
        approvedAs(sale);
      }
      case Cash cash -> {
        means = CASH;
        description = cash.description();
      }
    }
  }

  private void approvedAs(Sale sale) {
    attemptId = sale.attemptId();
    nsu = sale.nsu();
    authorizationCode = sale.authorizationCode();
    returnCode = sale.returnCode();
    paymentType = Words.of(sale.paymentType());
    installments = sale.installments();
    installmentType = Words.of(sale.installmentType());
    terminalSerial = sale.terminalSerial();
    operationType = Words.of(sale.operationType());
    authorizedAt = sale.authorizedAt();
    paidWith(sale.card());
  }

  private void paidWith(CardFacts card) {
    cardBrand = card.brand();
    cardFirstSix = card.firstSix();
    cardLastFour = card.lastFour();
    cardToken = card.token();
    cardHolderName = card.holderName();
    cardFunding = Words.of(card.funding());
  }

  private void askedWith(OnlineTerms terms) {
    statementDescriptor = terms.statementDescriptor();
    affiliation = terms.affiliation();
    var card = terms.card();
    askedCardId = card.id();
    askedBrand = card.brand();
    askedFirstSix = card.firstSix();
    askedLastFour = card.lastFour();
    askedHolderName = card.holderName();
    askedExpMonth = card.expMonth();
    askedExpYear = card.expYear();
  }

  /** What the API calls it. */
  private static String status(ChargeState state) {
    return switch (state) {
      case Processing _ -> PROCESSING;
      case Failed _ -> "failed";
      case Unconfirmed _ -> PENDING;
      case Pending _ -> PENDING;
      case Kept _ -> PAID;
      case Over _ -> "canceled";
    };
  }

  private static String word(ChargeState state) {
    return switch (state) {
      case Processing(boolean inDoubt) -> inDoubt ? IN_DOUBT : PROCESSING;
      case Failed(var failure, _) ->
          switch (failure) {
            case Failure.Declined _ -> DECLINED;
            case Failure.Undone _ -> UNDONE;
          };
      case Unconfirmed _ -> UNCONFIRMED;
      case Pending _ -> PENDING;
      case PartiallyCaptured _ -> PARTIALLY_CAPTURED;
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

  Charge charge(
      List<FailedTry> tries, List<Cancellation> cancellations, List<ChargeRequest> requests) {
    return new Charge(
        new ChargeId(id),
        new TransactionId(transactionId),
        code,
        means(),
        state(),
        tries,
        cancellations,
        requests,
        new TreeMap<>(metadata),
        createdAt,
        updatedAt);
  }

  private Means means() {
    return switch (means) {
      case TERMINAL -> sale();
      case CASH -> new Cash(payment(), money(amountMinor), description);
      case ONLINE ->
          nsu == null
              ? new CardAsk(
                  payment(),
                  money(amountMinor),
                  present(installments),
                  Words.read(OperationType.class, present(operationType)),
                  terms())
              : new OnlineSale(terms(), sale());
      default -> throw new IllegalStateException("charge " + id + " is paid with " + means);
    };
  }

  private Sale sale() {
    return new Sale(
        payment(),
        present(attemptId),
        money(amountMinor),
        present(nsu),
        present(authorizationCode),
        present(returnCode),
        card(),
        Words.read(PaymentType.class, present(paymentType)),
        present(installments),
        Words.read(InstallmentType.class, present(installmentType)),
        present(terminalSerial),
        Words.read(OperationType.class, present(operationType)),
        present(authorizedAt));
  }

  private OnlineTerms terms() {
    var card =
        new PresentedCard(
            askedCardId,
            present(askedBrand),
            present(askedFirstSix),
            present(askedLastFour),
            askedHolderName,
            present(askedExpMonth),
            present(askedExpYear));
    return new OnlineTerms(card, statementDescriptor, affiliation);
  }

  private ChargeState state() {
    return switch (state) {
      case PROCESSING -> new Processing(false);
      case IN_DOUBT -> new Processing(true);
      case DECLINED ->
          new Failed(
              new Failure.Declined(present(failedCode), present(failedMessage), failedAbecs),
              present(failedAt));
      case UNDONE -> new Failed(new Failure.Undone(), present(failedAt));
      case UNCONFIRMED -> new Unconfirmed();
      case PENDING -> new Pending(present(captureBy));
      case PARTIALLY_CAPTURED ->
          new PartiallyCaptured(
              money(capturedMinor), money(refundedMinor), present(capturedAt), present(captureBy));
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

  private <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("charge " + id + " is " + state + " and lacks something");
    }
    return value;
  }

  private CardFacts card() {
    return new CardFacts(
        present(cardBrand),
        present(cardFirstSix),
        present(cardLastFour),
        present(cardToken),
        cardHolderName,
        Words.read(CardFunding.class, present(cardFunding)));
  }
}

package dev.connectpos.terminal.persistence;

import static java.util.Objects.requireNonNull;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.InstallmentType;
import dev.connectpos.terminal.domain.OpenOrder;
import dev.connectpos.terminal.domain.OperationType;
import dev.connectpos.terminal.domain.OrderAddress;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.OrderStatus;
import dev.connectpos.terminal.domain.OrderTerms;
import dev.connectpos.terminal.domain.PaymentType;
import dev.connectpos.terminal.domain.Tally;
import dev.connectpos.terminal.domain.WithdrawReason;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Table {@code open_order}. */
@Entity
@Table(name = "open_order")
class OpenOrderRow {
  @Id String id;

  @Column(name = "account_id", updatable = false)
  String accountId;

  @Column(name = "terminal_serial")
  @Nullable String terminalSerial;

  @Column(name = "listed_on", updatable = false)
  @JdbcTypeCode(SqlTypes.ARRAY)
  String @Nullable [] listedOn;

  @Column(updatable = false)
  boolean standalone;

  @Column(updatable = false)
  String code;

  @Column(name = "display_name", updatable = false)
  @Nullable String displayName;

  @Column(name = "amount_minor")
  long amountMinor;

  @Column(updatable = false, length = 3)
  @JdbcTypeCode(SqlTypes.CHAR)
  String currency;

  @Column(name = "payment_type", updatable = false)
  @Enumerated(EnumType.STRING)
  @Nullable PaymentType paymentType;

  @Column(updatable = false)
  int installments;

  @Column(name = "installment_type", updatable = false)
  @Enumerated(EnumType.STRING)
  InstallmentType installmentType;

  @Column(name = "print_receipt", updatable = false)
  boolean printReceipt;

  @Column(name = "operation_type", updatable = false)
  @Enumerated(EnumType.STRING)
  OperationType operationType;

  @Column(name = "receipt_lines")
  @JdbcTypeCode(SqlTypes.JSON)
  String receiptLines;

  @Column(name = "soft_descriptor", updatable = false)
  @Nullable String softDescriptor;

  @Column(name = "overpayment_allowed", updatable = false)
  boolean overpaymentAllowed;

  @Column(name = "expires_at", updatable = false)
  @Nullable Instant expiresAt;

  @Column(name = "placed_at", updatable = false)
  Instant placedAt;

  @Column
  @Enumerated(EnumType.STRING)
  OrderStatus status;

  @Column
  @Enumerated(EnumType.STRING)
  @Nullable WithdrawReason closed;

  @Column(name = "paid_minor")
  long paidMinor;

  @Column(name = "in_flight_minor")
  long inFlightMinor;

  @Column(name = "turn_at")
  @Nullable Instant turnAt;

  @Column(name = "shown_at")
  @Nullable Instant shownAt;

  @Column(name = "correlation_id", updatable = false)
  String correlationId;

  @Column(updatable = false)
  @Nullable String traceparent;

  @Column(name = "last_order_version")
  long lastOrderVersion;

  void change(OpenOrder order) {
    amountMinor = order.terms().amount().minor();
    receiptLines = ReceiptJson.write(order.terms().receipt().lines());
    status = order.status();
    paidMinor = order.tally().paid().minor();
    inFlightMinor = order.tally().inFlight().minor();
    closed = order.closed();
    turnAt = order.turnAt();
    shownAt = order.shownAt();
    lastOrderVersion = order.lastOrderVersion();
  }

  static OrderAddress address(
      @Nullable String serial, String @Nullable [] listedOn, boolean standalone) {
    if (serial == null) {
      return new OrderAddress.Listed(List.of(requireNonNull(listedOn)));
    }
    return standalone ? new OrderAddress.Standalone(serial) : new OrderAddress.Direct(serial);
  }

  OpenOrder toOrder() {
    var in = Currency.of(currency);
    return new OpenOrder(
        new OrderId(id),
        new AccountId(accountId),
        address(terminalSerial, listedOn, standalone),
        new OrderTerms(
            code,
            displayName,
            new Money(amountMinor, in),
            paymentType,
            installments,
            installmentType,
            new OrderTerms.Receipt(printReceipt, ReceiptJson.read(receiptLines, in)),
            new OrderTerms.OnApproval(operationType, softDescriptor),
            overpaymentAllowed,
            expiresAt,
            placedAt),
        status,
        closed,
        new Tally(new Money(paidMinor, in), new Money(inFlightMinor, in)),
        turnAt,
        shownAt,
        correlationId,
        traceparent,
        lastOrderVersion);
  }
}

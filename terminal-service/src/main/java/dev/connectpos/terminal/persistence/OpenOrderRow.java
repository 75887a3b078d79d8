package dev.connectpos.terminal.persistence;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.InstallmentType;
import dev.connectpos.terminal.domain.OpenOrder;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.OrderStatus;
import dev.connectpos.terminal.domain.OrderTerms;
import dev.connectpos.terminal.domain.PaymentType;
import dev.connectpos.terminal.domain.WithdrawReason;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
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

  @Column(name = "terminal_serial", updatable = false)
  String terminalSerial;

  @Column(updatable = false)
  String code;

  @Column(name = "display_name", updatable = false)
  @Nullable String displayName;

  @Column(name = "amount_minor", updatable = false)
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

  @Column(name = "placed_at", updatable = false)
  Instant placedAt;

  @Column
  @Enumerated(EnumType.STRING)
  OrderStatus status;

  @Column
  @Enumerated(EnumType.STRING)
  @Nullable WithdrawReason closed;

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
    status = order.status();
    closed = order.closed();
    turnAt = order.turnAt();
    shownAt = order.shownAt();
    lastOrderVersion = order.lastOrderVersion();
  }

  OpenOrder toOrder() {
    return new OpenOrder(
        new OrderId(id),
        new AccountId(accountId),
        terminalSerial,
        new OrderTerms(
            code,
            displayName,
            new Money(amountMinor, Currency.of(currency)),
            paymentType,
            installments,
            installmentType,
            printReceipt,
            placedAt),
        status,
        closed,
        turnAt,
        shownAt,
        correlationId,
        traceparent,
        lastOrderVersion);
  }
}

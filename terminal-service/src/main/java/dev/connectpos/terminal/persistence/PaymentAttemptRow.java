package dev.connectpos.terminal.persistence;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.AttemptId;
import dev.connectpos.terminal.domain.EntryMode;
import dev.connectpos.terminal.domain.InstallmentType;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.PaymentAttempt;
import dev.connectpos.terminal.domain.PaymentId;
import dev.connectpos.terminal.domain.PaymentType;
import dev.connectpos.terminal.domain.Sale;
import dev.connectpos.terminal.domain.TerminalId;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Table {@code payment_attempt}. */
@Entity
@Table(name = "payment_attempt")
class PaymentAttemptRow {
  @Id String id;

  @Column(name = "attempt_id", updatable = false)
  String attemptId;

  @Column(name = "terminal_id", updatable = false)
  String terminalId;

  @Column(name = "order_id", updatable = false)
  String orderId;

  @Column(name = "amount_minor", updatable = false)
  long amountMinor;

  @Column(updatable = false, length = 3)
  @JdbcTypeCode(SqlTypes.CHAR)
  String currency;

  @Column(name = "payment_type", updatable = false)
  @Enumerated(EnumType.STRING)
  PaymentType paymentType;

  @Column(updatable = false)
  int installments;

  @Column(name = "installment_type", updatable = false)
  @Enumerated(EnumType.STRING)
  InstallmentType installmentType;

  @Column(name = "entry_mode", updatable = false)
  @Enumerated(EnumType.STRING)
  EntryMode entryMode;

  @Column(name = "started_at", updatable = false)
  Instant startedAt;

  @Column(name = "account_id", updatable = false)
  String accountId;

  @Column(name = "sold_at")
  @Nullable Instant soldAt;

  @Embedded StateColumns state;

  @Column(name = "command_version")
  long commandVersion;

  @Column(name = "last_payment_version")
  long lastPaymentVersion;

  static PaymentAttemptRow of(PaymentAttempt attempt, AccountId account) {
    Sale sale = attempt.sale();
    var row = new PaymentAttemptRow();
    row.id = attempt.id().value();
    row.attemptId = attempt.attemptId().value();
    row.terminalId = attempt.terminalId().value();
    row.orderId = attempt.orderId().value();
    row.amountMinor = sale.amount().minor();
    row.currency = sale.amount().currency().name();
    row.paymentType = sale.type();
    row.installments = sale.installments();
    row.installmentType = sale.installmentType();
    row.entryMode = sale.entryMode();
    row.startedAt = attempt.startedAt();
    row.accountId = account.value();
    row.change(attempt);
    return row;
  }

  void change(PaymentAttempt attempt) {
    state = StateColumns.of(attempt.state());
    commandVersion = attempt.commandVersion();
    lastPaymentVersion = attempt.lastPaymentVersion();
  }

  PaymentAttempt toAttempt() {
    var in = Currency.of(currency);
    return new PaymentAttempt(
        new PaymentId(id),
        new AttemptId(attemptId),
        new TerminalId(terminalId),
        new OrderId(orderId),
        new Sale(new Money(amountMinor, in), paymentType, installments, installmentType, entryMode),
        startedAt,
        state.toState(in),
        commandVersion,
        lastPaymentVersion);
  }
}

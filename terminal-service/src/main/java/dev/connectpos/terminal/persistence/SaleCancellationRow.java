package dev.connectpos.terminal.persistence;

import static java.util.Objects.requireNonNull;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.CancelId;
import dev.connectpos.terminal.domain.CancelKind;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.PaymentId;
import dev.connectpos.terminal.domain.RequestId;
import dev.connectpos.terminal.domain.SaleCancellation;
import dev.connectpos.terminal.domain.SaleCancellationState;
import dev.connectpos.terminal.domain.SaleCancellationState.Asked;
import dev.connectpos.terminal.domain.SaleCancellationState.Canceled;
import dev.connectpos.terminal.domain.SaleCancellationState.Refused;
import dev.connectpos.terminal.domain.TerminalId;
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

/** Table {@code sale_cancellation}. */
@Entity
@Table(name = "sale_cancellation")
class SaleCancellationRow {

  /** Column {@code status}; the partial unique index and the checks name these. */
  enum Status {
    ASKED,
    CANCELED,
    REFUSED
  }

  @Id String id;

  @Column(name = "cancel_id", updatable = false)
  String cancelId;

  @Column(name = "terminal_id", updatable = false)
  String terminalId;

  @Column(name = "account_id", updatable = false)
  String accountId;

  @Column(name = "order_id", updatable = false)
  String orderId;

  @Column(name = "payment_id", updatable = false)
  String paymentId;

  @Column(updatable = false)
  String nsu;

  @Column(name = "amount_minor", updatable = false)
  long amountMinor;

  @Column(updatable = false, length = 3)
  @JdbcTypeCode(SqlTypes.CHAR)
  String currency;

  @Column(name = "asked_at", updatable = false)
  Instant askedAt;

  @Column
  @Enumerated(EnumType.STRING)
  Status status;

  @Column
  @Enumerated(EnumType.STRING)
  @Nullable CancelKind kind;

  @Column @Nullable String code;

  @Column @Nullable String message;

  @Column(name = "ended_at")
  @Nullable Instant endedAt;

  static SaleCancellationRow of(SaleCancellation cancellation) {
    var row = new SaleCancellationRow();
    row.id = cancellation.id().value();
    row.cancelId = cancellation.cancelId().value();
    row.terminalId = cancellation.terminalId().value();
    row.accountId = cancellation.accountId().value();
    row.orderId = cancellation.orderId().value();
    row.paymentId = cancellation.paymentId().value();
    row.nsu = cancellation.nsu();
    row.amountMinor = cancellation.amount().minor();
    row.currency = cancellation.amount().currency().name();
    row.askedAt = cancellation.askedAt();
    row.change(cancellation.state());
    return row;
  }

  void change(SaleCancellationState state) {
    kind = null;
    code = null;
    message = null;
    endedAt = null;
    switch (state) {
      case Asked _ -> status = Status.ASKED;
      case Canceled s -> {
        status = Status.CANCELED;
        kind = s.kind();
        endedAt = s.endedAt();
      }
      case Refused s -> {
        status = Status.REFUSED;
        code = s.code();
        message = s.message();
        endedAt = s.endedAt();
      }
    }
  }

  SaleCancellation toCancellation() {
    return new SaleCancellation(
        new RequestId(id),
        new CancelId(cancelId),
        new TerminalId(terminalId),
        new AccountId(accountId),
        new OrderId(orderId),
        new PaymentId(paymentId),
        nsu,
        new Money(amountMinor, Currency.of(currency)),
        askedAt,
        state());
  }

  private SaleCancellationState state() {
    return switch (status) {
      case ASKED -> new Asked();
      case CANCELED -> new Canceled(requireNonNull(kind), requireNonNull(endedAt));
      case REFUSED ->
          new Refused(requireNonNull(code), requireNonNull(message), requireNonNull(endedAt));
    };
  }
}

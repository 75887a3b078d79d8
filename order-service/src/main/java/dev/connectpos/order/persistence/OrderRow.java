package dev.connectpos.order.persistence;

import dev.connectpos.money.Currency;
import dev.connectpos.order.application.KeptOrder;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.CloseCause;
import dev.connectpos.order.domain.ClosedAs;
import dev.connectpos.order.domain.Customer;
import dev.connectpos.order.domain.CustomerId;
import dev.connectpos.order.domain.InstallmentType;
import dev.connectpos.order.domain.OperationType;
import dev.connectpos.order.domain.OrderChannel;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.OrderItem;
import dev.connectpos.order.domain.OrderState;
import dev.connectpos.order.domain.PaymentSetup;
import dev.connectpos.order.domain.PaymentType;
import dev.connectpos.order.domain.Payments;
import dev.connectpos.order.domain.PlacedOrder;
import dev.connectpos.order.domain.TerminalSettings;
import dev.connectpos.order.domain.TerminalStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** An order, without its items and payments. */
@Entity
@Table(name = "orders")
class OrderRow {
  private static final String PENDING = "pending";

  @Id String id;

  @Column(name = "account_id")
  String accountId;

  @Column(name = "code")
  String code;

  @Column(name = "amount_minor")
  long amountMinor;

  @Column(name = "currency", length = 3)
  @JdbcTypeCode(SqlTypes.CHAR)
  String currency;

  @Column(name = "paid_minor")
  long paidMinor;

  @Column(name = "canceled_minor")
  long canceledMinor;

  @Column(name = "settled_minor")
  long settledMinor;

  @Column(name = "status")
  String status;

  @Column(name = "customer_id")
  String customerId;

  @Column(name = "customer_name")
  String customerName;

  @Column(name = "customer_email")
  @Nullable String customerEmail;

  @Column(name = "channel")
  String channel;

  @Column(name = "visible")
  boolean visible;

  @Column(name = "display_name")
  @Nullable String displayName;

  @Column(name = "print_order_receipt")
  boolean printOrderReceipt;

  @Column(name = "serial_numbers")
  @JdbcTypeCode(SqlTypes.JSON)
  List<String> serialNumbers;

  @Column(name = "payment_type")
  @Nullable String paymentType;

  @Column(name = "installments")
  @Nullable Integer installments;

  @Column(name = "installment_type")
  @Nullable String installmentType;

  @Column(name = "operation_type")
  @Nullable String operationType;

  @Column(name = "statement_descriptor")
  @Nullable String statementDescriptor;

  @Column(name = "metadata")
  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, String> metadata;

  @Column(name = "stream_version")
  long streamVersion;

  @Column(name = "placed_at")
  Instant placedAt;

  @Column(name = "overpayment_allowed")
  boolean overpaymentAllowed;

  @Column(name = "revised_at")
  Instant revisedAt;

  @Column(name = "expires_at")
  @Nullable Instant expiresAt;

  @Column(name = "due_at")
  @Nullable Instant dueAt;

  @Column(name = "terminal_status")
  @Nullable String terminalStatus;

  @Column(name = "close_cause")
  @Nullable String closeCause;

  @Column(name = "closed_at")
  @Nullable Instant closedAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  static OrderRow of(KeptOrder kept) {
    var order = kept.state().order();
    var row = new OrderRow();
    row.id = order.id().value();
    row.accountId = order.account().value();
    row.currency = order.currency().name();
    row.customerId = order.customer().id().value();
    row.customerName = order.customer().name();
    row.customerEmail = order.customer().email();
    row.overpaymentAllowed = order.overpaymentAllowed();
    row.placedAt = order.placedAt();
    row.expiresAt = order.expiresAt();
    row.channel = Words.of(order.channel());
    row.shownOn(order.terminal());
    row.follow(kept);
    return row;
  }

  private void shownOn(TerminalSettings terminal) {
    visible = terminal.visible();
    displayName = terminal.displayName();
    printOrderReceipt = terminal.printOrderReceipt();
    serialNumbers = new ArrayList<>(terminal.serialNumbers());
    var setup = terminal.paymentSetup();
    if (setup != null) {
      var type = setup.type();
      paymentType = type == null ? null : Words.of(type);
      installments = setup.installments();
      installmentType = Words.of(setup.installmentType());
      operationType = Words.of(setup.operationType());
      statementDescriptor = setup.statementDescriptor();
    }
  }

  /** Takes over what may change in the life of an order. */
  final void follow(KeptOrder kept) {
    var order = kept.state().order();
    var payments = kept.state().payments();
    code = order.code();
    amountMinor = order.amount().minor();
    metadata = new TreeMap<>(order.metadata());
    revisedAt = order.revisedAt();
    paidMinor = payments.captured(order.currency()).minor();
    canceledMinor = payments.givenBack(order.currency()).minor();
    settledMinor = payments.settled(order.currency()).minor();
    streamVersion = kept.streamVersion();
    updatedAt = kept.state().updatedAt();
    switch (kept.state()) {
      case OrderState.Open open -> {
        status = PENDING;
        terminalStatus = Words.of(open.onTerminal());
        closedAt = null;
        closeCause = null;
        boolean waits = payments.inProgress() || open.held().isPositive();
        dueAt = waits ? null : order.expiresAt();
      }
      case OrderState.Closed closed -> {
        status = Words.of(closed.as());
        terminalStatus = null;
        closedAt = closed.closedAt();
        closeCause = Words.of(closed.cause());
        dueAt = null;
      }
    }
  }

  OrderState.Placed state(List<OrderItem> items, Payments payments) {
    var order =
        new PlacedOrder(
            new OrderId(id),
            new AccountId(accountId),
            code,
            new Customer(new CustomerId(customerId), customerName, customerEmail),
            Currency.of(currency),
            items,
            Words.read(OrderChannel.class, channel),
            terminal(),
            new TreeMap<>(metadata),
            overpaymentAllowed,
            placedAt,
            expiresAt,
            revisedAt);
    var closed = closedAt;
    return closed == null
        ? new OrderState.Open(
            order, payments, read(TerminalStatus.class, terminalStatus, "terminal status"))
        : new OrderState.Closed(
            order,
            payments,
            Words.read(ClosedAs.class, status),
            read(CloseCause.class, closeCause, "cause"),
            closed);
  }

  private TerminalSettings terminal() {
    return new TerminalSettings(visible, displayName, printOrderReceipt, serialNumbers, setup());
  }

  private @Nullable PaymentSetup setup() {
    var count = installments;
    if (count == null) {
      return null;
    }
    var type = paymentType;
    return new PaymentSetup(
        type == null ? null : Words.read(PaymentType.class, type),
        count,
        read(InstallmentType.class, installmentType, "instalment type"),
        read(OperationType.class, operationType, "operation type"),
        statementDescriptor);
  }

  private <E extends Enum<E>> E read(Class<E> type, @Nullable String word, String what) {
    if (word == null) {
      throw new IllegalStateException("order " + id + " has no " + what);
    }
    return Words.read(type, word);
  }

  String id() {
    return id;
  }

  String currency() {
    return currency;
  }

  long streamVersion() {
    return streamVersion;
  }
}

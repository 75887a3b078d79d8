package dev.connectpos.order.persistence;

import dev.connectpos.order.application.KeptOrder;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.ClosedAs;
import dev.connectpos.order.domain.Customer;
import dev.connectpos.order.domain.CustomerId;
import dev.connectpos.order.domain.InstallmentType;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.OrderItem;
import dev.connectpos.order.domain.OrderState;
import dev.connectpos.order.domain.PaymentSetup;
import dev.connectpos.order.domain.PaymentType;
import dev.connectpos.order.domain.Payments;
import dev.connectpos.order.domain.PlacedOrder;
import dev.connectpos.order.domain.TerminalSettings;
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

  @Column(name = "status")
  String status;

  @Column(name = "customer_id")
  String customerId;

  @Column(name = "customer_name")
  String customerName;

  @Column(name = "customer_email")
  @Nullable String customerEmail;

  @Column(name = "visible")
  boolean visible;

  @Column(name = "display_name")
  @Nullable String displayName;

  @Column(name = "print_order_receipt")
  boolean printOrderReceipt;

  @Column(name = "serial_number")
  String serialNumber;

  @Column(name = "payment_type")
  @Nullable String paymentType;

  @Column(name = "installments")
  int installments;

  @Column(name = "installment_type")
  String installmentType;

  @Column(name = "metadata")
  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, String> metadata;

  @Column(name = "stream_version")
  long streamVersion;

  @Column(name = "placed_at")
  Instant placedAt;

  @Column(name = "closed_at")
  @Nullable Instant closedAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  static OrderRow of(KeptOrder kept) {
    var order = kept.state().order();
    var row = new OrderRow();
    row.id = order.id().value();
    row.accountId = order.account().value();
    row.code = order.code();
    row.amountMinor = order.amount().minor();
    row.currency = order.currency().name();
    row.customerId = order.customer().id().value();
    row.customerName = order.customer().name();
    row.customerEmail = order.customer().email();
    row.metadata = new TreeMap<>(order.metadata());
    row.placedAt = order.placedAt();
    row.shownOn(order.terminal());
    row.follow(kept);
    return row;
  }

  private void shownOn(TerminalSettings terminal) {
    var type = terminal.paymentSetup().type();
    visible = terminal.visible();
    displayName = terminal.displayName();
    printOrderReceipt = terminal.printOrderReceipt();
    serialNumber = terminal.serialNumber();
    paymentType = type == null ? null : Words.of(type);
    installments = terminal.paymentSetup().installments();
    installmentType = Words.of(terminal.paymentSetup().installmentType());
  }

  /** Takes over what may change in the life of an order. */
  final void follow(KeptOrder kept) {
    paidMinor = kept.state().paid().minor();
    streamVersion = kept.streamVersion();
    updatedAt = kept.state().updatedAt();
    switch (kept.state()) {
      case OrderState.Open _ -> {
        status = PENDING;
        closedAt = null;
      }
      case OrderState.Closed closed -> {
        status = Words.of(closed.as());
        closedAt = closed.closedAt();
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
            items,
            terminal(),
            new TreeMap<>(metadata),
            placedAt);
    var closed = closedAt;
    return closed == null
        ? new OrderState.Open(order, payments)
        : new OrderState.Closed(order, payments, Words.read(ClosedAs.class, status), closed);
  }

  private TerminalSettings terminal() {
    var type = paymentType;
    return new TerminalSettings(
        visible,
        displayName,
        printOrderReceipt,
        serialNumber,
        new PaymentSetup(
            type == null ? null : Words.read(PaymentType.class, type),
            installments,
            Words.read(InstallmentType.class, installmentType)));
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

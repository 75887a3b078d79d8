package dev.connectpos.order.messaging;

import dev.connectpos.order.application.OrderEvents.Fact;
import dev.connectpos.order.domain.InstallmentType;
import dev.connectpos.order.domain.OrderEvent;
import dev.connectpos.order.domain.PaymentType;
import dev.connectpos.order.events.v1.ChargePaid;
import dev.connectpos.order.events.v1.ClosedStatus;
import dev.connectpos.order.events.v1.OrderClosed;
import dev.connectpos.order.events.v1.OrderMode;
import dev.connectpos.order.events.v1.OrderPaymentFailed;
import dev.connectpos.order.events.v1.OrderPlaced;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Facts about orders as {@code order.events.v1} has them. One mapping for each event. */
final class OrderEventMapping {
  private OrderEventMapping() {}

  /** The dotted wire type; a name, once released, is for ever. */
  static String type(OrderEvent event) {
    return switch (event) {
      case OrderEvent.OrderPlaced _ -> "order.placed";
      case OrderEvent.OrderPaymentFailed _ -> "order.payment_failed";
      case OrderEvent.ChargePaid _ -> "charge.paid";
      case OrderEvent.OrderClosed _ -> "order.closed";
    };
  }

  /** The message. */
  static dev.connectpos.order.events.v1.OrderEvent envelope(Fact fact) {
    var causation = fact.origin().causationId();
    return new dev.connectpos.order.events.v1.OrderEvent(
        fact.id(),
        type(fact.event()),
        fact.at(),
        fact.version(),
        fact.origin().correlationId(),
        causation == null ? null : causation.toString(),
        payload(fact));
  }

  private static SpecificRecord payload(Fact fact) {
    return switch (fact.event()) {
      case OrderEvent.OrderPlaced _ -> placed(fact);
      case OrderEvent.OrderPaymentFailed failed -> failed(fact, failed);
      case OrderEvent.ChargePaid paid -> paid(fact, paid);
      case OrderEvent.OrderClosed closed -> closed(fact, closed);
    };
  }

  private static OrderPlaced placed(Fact fact) {
    var order = fact.order().order();
    var terminal = order.terminal();
    var setup = terminal.paymentSetup();
    return OrderPlaced.newBuilder()
        .setOrderId(order.id().value())
        .setAccountId(order.account().value())
        .setCode(order.code())
        .setAmountMinor(order.amount().minor())
        .setCurrency(order.currency().name())
        .setMode(OrderMode.DIRECT)
        .setDisplayName(terminal.displayName())
        .setTerminalSerials(List.of(terminal.serialNumber()))
        .setPaymentType(paymentType(setup.type()))
        .setInstallments(setup.installments())
        .setInstallmentType(installmentType(setup.installmentType()))
        .setPrintOrderReceipt(terminal.printOrderReceipt())
        .setResourceJson(fact.resource())
        .build();
  }

  private static OrderPaymentFailed failed(Fact fact, OrderEvent.OrderPaymentFailed failed) {
    return new OrderPaymentFailed(
        fact.order().order().id().value(),
        fact.order().order().account().value(),
        failed.payment().value(),
        failed.returnCode(),
        failed.message(),
        fact.resource());
  }

  private static ChargePaid paid(Fact fact, OrderEvent.ChargePaid paid) {
    var capture = paid.charge().capture();
    return new ChargePaid(
        fact.order().order().id().value(),
        fact.order().order().account().value(),
        paid.charge().id().value(),
        capture.payment().value(),
        capture.amount().minor(),
        capture.amount().currency().name(),
        fact.resource());
  }

  private static OrderClosed closed(Fact fact, OrderEvent.OrderClosed closed) {
    var status =
        switch (closed.as()) {
          case PAID -> ClosedStatus.PAID;
          case CANCELED -> ClosedStatus.CANCELED;
          case FAILED -> ClosedStatus.FAILED;
        };
    return OrderClosed.newBuilder()
        .setOrderId(fact.order().order().id().value())
        .setAccountId(fact.order().order().account().value())
        .setStatus(status)
        .setResourceJson(fact.resource())
        .build();
  }

  private static dev.connectpos.order.events.v1.@Nullable PaymentType paymentType(
      @Nullable PaymentType type) {
    return switch (type) {
      case null -> null;
      case CREDIT -> dev.connectpos.order.events.v1.PaymentType.CREDIT;
      case DEBIT -> dev.connectpos.order.events.v1.PaymentType.DEBIT;
      case VOUCHER -> dev.connectpos.order.events.v1.PaymentType.VOUCHER;
    };
  }

  private static dev.connectpos.order.events.v1.InstallmentType installmentType(
      InstallmentType type) {
    return switch (type) {
      case MERCHANT -> dev.connectpos.order.events.v1.InstallmentType.MERCHANT;
      case ISSUER -> dev.connectpos.order.events.v1.InstallmentType.ISSUER;
    };
  }
}

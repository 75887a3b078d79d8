package dev.connectpos.order.messaging;

import dev.connectpos.money.Money;
import dev.connectpos.order.application.OrderEvents.Fact;
import dev.connectpos.order.application.OrderEvents.Unplaced;
import dev.connectpos.order.domain.CancellationRefusal;
import dev.connectpos.order.domain.Charge;
import dev.connectpos.order.domain.Failure;
import dev.connectpos.order.domain.InstallmentType;
import dev.connectpos.order.domain.OperationType;
import dev.connectpos.order.domain.OrderEvent;
import dev.connectpos.order.domain.PaymentType;
import dev.connectpos.order.domain.PlacedOrder;
import dev.connectpos.order.events.v1.CancellationRefused;
import dev.connectpos.order.events.v1.ChargeCreated;
import dev.connectpos.order.events.v1.ChargeExpired;
import dev.connectpos.order.events.v1.ChargeFailed;
import dev.connectpos.order.events.v1.ChargeOverpaid;
import dev.connectpos.order.events.v1.ChargePaid;
import dev.connectpos.order.events.v1.ChargePartiallyCanceled;
import dev.connectpos.order.events.v1.ChargePending;
import dev.connectpos.order.events.v1.ChargeProcessing;
import dev.connectpos.order.events.v1.ChargeRefunded;
import dev.connectpos.order.events.v1.ChargeUnderpaid;
import dev.connectpos.order.events.v1.ChargeUpdated;
import dev.connectpos.order.events.v1.CloseCause;
import dev.connectpos.order.events.v1.ClosedStatus;
import dev.connectpos.order.events.v1.OrderClosed;
import dev.connectpos.order.events.v1.OrderMode;
import dev.connectpos.order.events.v1.OrderPaymentFailed;
import dev.connectpos.order.events.v1.OrderPlaced;
import dev.connectpos.order.events.v1.OrderUpdated;
import dev.connectpos.order.events.v1.ReceiptLine;
import java.util.List;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Facts about orders as {@code order.events.v1} has them. One mapping for each event. */
final class OrderEventMapping {
  /** The acquirer's code for what has none of its own. */
  private static final Failure.Declined UNDONE =
      new Failure.Declined("9999", "The outcome was in doubt, and the payment was undone.");

  static final String CANCELLATION_REFUSED = "cancellation.refused";

  private OrderEventMapping() {}

  /** The dotted wire type; a name, once released, is for ever. */
  static String type(OrderEvent event) {
    return switch (event) {
      case OrderEvent.OrderPlaced _ -> "order.placed";
      case OrderEvent.StandaloneSold _ -> "order.placed";
      case OrderEvent.OrderUpdated _ -> "order.updated";
      case OrderEvent.OrderPaymentFailed _ -> "order.payment_failed";
      case OrderEvent.CancellationRefused _ -> CANCELLATION_REFUSED;
      case OrderEvent.ChargeCreated _ -> "charge.created";
      case OrderEvent.ChargeProcessing _ -> "charge.processing";
      case OrderEvent.ChargeFailed _ -> "charge.payment_failed";
      case OrderEvent.ChargePending _ -> "charge.pending";
      case OrderEvent.ChargePaid _ -> "charge.paid";
      case OrderEvent.ChargeUnderpaid _ -> "charge.underpaid";
      case OrderEvent.ChargeOverpaid _ -> "charge.overpaid";
      case OrderEvent.ChargeUpdated _ -> "charge.updated";
      case OrderEvent.ChargePartiallyCanceled _ -> "charge.partial_canceled";
      case OrderEvent.ChargeRefunded _ -> "charge.refunded";
      case OrderEvent.ChargeExpired _ -> "charge.expired";
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

  /** The message, of a request that is on no order. */
  static dev.connectpos.order.events.v1.OrderEvent envelope(Unplaced fact) {
    var news = fact.news();
    var causation = news.origin().causationId();
    var reason = CancellationRefusal.NOT_FOUND;
    return new dev.connectpos.order.events.v1.OrderEvent(
        fact.id(),
        CANCELLATION_REFUSED,
        fact.at(),
        1L,
        news.origin().correlationId(),
        causation == null ? null : causation.toString(),
        new CancellationRefused(
            news.order().value(),
            news.account().value(),
            news.payment().value(),
            news.request().value(),
            code(reason),
            message(reason)));
  }

  private static SpecificRecord payload(Fact fact) {
    return switch (fact.event()) {
      case OrderEvent.OrderPlaced placed -> placed(fact, mode(placed.order()));
      case OrderEvent.StandaloneSold sold -> placed(fact, mode(sold.order()));
      case OrderEvent.OrderUpdated _ -> updated(fact);
      case OrderEvent.OrderPaymentFailed failed -> failed(fact, failed);
      case OrderEvent.CancellationRefused refused -> refused(fact, refused);
      case OrderEvent.ChargeCreated created -> created(fact, created.charge());
      case OrderEvent.ChargeProcessing processing -> processing(fact, processing.charge());
      case OrderEvent.ChargeFailed failed -> failed(fact, failed);
      case OrderEvent.ChargePending pending -> pending(fact, pending);
      case OrderEvent.ChargePaid paid -> paid(fact, paid);
      case OrderEvent.ChargeUnderpaid(var charge, var missing) -> underpaid(fact, charge, missing);
      case OrderEvent.ChargeOverpaid(var charge, var above) -> overpaid(fact, charge, above);
      case OrderEvent.ChargeUpdated updated -> updated(fact, updated.charge());
      case OrderEvent.ChargePartiallyCanceled part -> part(fact, part);
      case OrderEvent.ChargeRefunded refunded -> refunded(fact, refunded);
      case OrderEvent.ChargeExpired expired -> expired(fact, expired.charge());
      case OrderEvent.OrderClosed closed -> closed(fact, closed);
    };
  }

  private static OrderPlaced placed(Fact fact, OrderMode mode) {
    var order = fact.order().order();
    var terminal = order.terminal();
    var setup = terminal.paymentSetup();
    var placed =
        OrderPlaced.newBuilder()
            .setOrderId(order.id().value())
            .setAccountId(order.account().value())
            .setCode(order.code())
            .setAmountMinor(order.amount().minor())
            .setCurrency(order.currency().name())
            .setMode(mode)
            .setDisplayName(terminal.displayName())
            .setTerminalSerials(terminal.serialNumbers())
            .setPrintOrderReceipt(terminal.printOrderReceipt())
            .setExpiresAt(order.expiresAt())
            .setOverpaymentAllowed(order.overpaymentAllowed())
            .setReceiptLines(receiptLines(order))
            .setResourceJson(fact.resource());
    if (setup != null) {
      placed
          .setPaymentType(paymentType(setup.type()))
          .setInstallments(setup.installments())
          .setInstallmentType(installmentType(setup.installmentType()))
          .setOperationType(operationType(setup.operationType()))
          .setSoftDescriptor(setup.statementDescriptor());
    }
    return placed.build();
  }

  private static OrderUpdated updated(Fact fact) {
    var order = fact.order().order();
    return new OrderUpdated(
        order.id().value(),
        order.account().value(),
        order.amount().minor(),
        order.currency().name(),
        receiptLines(order),
        fact.resource());
  }

  /** What the terminal prints; nothing else of the items is any terminal's concern. */
  private static List<ReceiptLine> receiptLines(PlacedOrder order) {
    return order.terminal().printOrderReceipt()
        ? order.items().stream()
            .map(
                item ->
                    new ReceiptLine(
                        item.description(),
                        Math.toIntExact(item.quantity()),
                        item.unitPrice().minor()))
            .toList()
        : List.of();
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

  private static CancellationRefused refused(Fact fact, OrderEvent.CancellationRefused refused) {
    return new CancellationRefused(
        fact.order().order().id().value(),
        fact.order().order().account().value(),
        refused.payment().value(),
        refused.request().value(),
        code(refused.reason()),
        message(refused.reason()));
  }

  private static String code(CancellationRefusal reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }

  /** For the operator, on the terminal's screen. */
  private static String message(CancellationRefusal reason) {
    return switch (reason) {
      case NOT_FOUND -> "Venda não encontrada";
      case NOTHING_LEFT -> "Venda já cancelada";
      case ALREADY_ASKED -> "Outra operação desta venda está em andamento";
      case AMOUNT_MISMATCH -> "O valor não é o que resta da venda";
    };
  }

  private static OrderMode mode(PlacedOrder order) {
    return switch (order.channel()) {
      case TERMINAL, SETUP_CHECK ->
          order.terminal().isDirect() ? OrderMode.DIRECT : OrderMode.LISTED;
      case CHARGES, SETTLING -> OrderMode.ONLINE;
      case STANDALONE -> OrderMode.STANDALONE;
    };
  }

  private static ChargeCreated created(Fact fact, Charge charge) {
    return new ChargeCreated(
        fact.order().order().id().value(),
        fact.order().order().account().value(),
        charge.id().value(),
        charge.payment().value(),
        charge.amount().minor(),
        charge.amount().currency().name(),
        fact.resource());
  }

  private static ChargeProcessing processing(Fact fact, Charge charge) {
    return new ChargeProcessing(
        fact.order().order().id().value(),
        fact.order().order().account().value(),
        charge.id().value(),
        charge.payment().value(),
        fact.resource());
  }

  private static ChargeFailed failed(Fact fact, OrderEvent.ChargeFailed failed) {
    var declined = failed.failure() instanceof Failure.Declined it ? it : UNDONE;
    return new ChargeFailed(
        fact.order().order().id().value(),
        fact.order().order().account().value(),
        failed.charge().id().value(),
        failed.charge().payment().value(),
        declined.returnCode(),
        declined.message(),
        fact.resource());
  }

  private static ChargePending pending(Fact fact, OrderEvent.ChargePending pending) {
    var amount = pending.charge().amount();
    return new ChargePending(
        fact.order().order().id().value(),
        fact.order().order().account().value(),
        pending.charge().id().value(),
        pending.charge().payment().value(),
        amount.minor(),
        amount.currency().name(),
        pending.captureBy(),
        fact.resource());
  }

  private static ChargePaid paid(Fact fact, OrderEvent.ChargePaid paid) {
    var captured = paid.charge().captured();
    return new ChargePaid(
        fact.order().order().id().value(),
        fact.order().order().account().value(),
        paid.charge().id().value(),
        paid.charge().payment().value(),
        captured.minor(),
        captured.currency().name(),
        fact.resource());
  }

  private static ChargeUnderpaid underpaid(Fact fact, Charge charge, Money missing) {
    return new ChargeUnderpaid(
        fact.order().order().id().value(),
        fact.order().order().account().value(),
        charge.id().value(),
        charge.payment().value(),
        missing.minor(),
        missing.currency().name(),
        fact.resource());
  }

  private static ChargeOverpaid overpaid(Fact fact, Charge charge, Money above) {
    return new ChargeOverpaid(
        fact.order().order().id().value(),
        fact.order().order().account().value(),
        charge.id().value(),
        charge.payment().value(),
        above.minor(),
        above.currency().name(),
        fact.resource());
  }

  private static ChargeUpdated updated(Fact fact, Charge charge) {
    return new ChargeUpdated(
        fact.order().order().id().value(),
        fact.order().order().account().value(),
        charge.id().value(),
        charge.payment().value(),
        fact.resource());
  }

  private static ChargePartiallyCanceled part(Fact fact, OrderEvent.ChargePartiallyCanceled part) {
    return new ChargePartiallyCanceled(
        fact.order().order().id().value(),
        fact.order().order().account().value(),
        part.charge().id().value(),
        part.charge().payment().value(),
        part.amount().minor(),
        part.amount().currency().name(),
        fact.resource());
  }

  private static ChargeRefunded refunded(Fact fact, OrderEvent.ChargeRefunded refunded) {
    return new ChargeRefunded(
        fact.order().order().id().value(),
        fact.order().order().account().value(),
        refunded.charge().id().value(),
        refunded.charge().payment().value(),
        refunded.amount().minor(),
        refunded.amount().currency().name(),
        fact.resource());
  }

  private static ChargeExpired expired(Fact fact, Charge charge) {
    return new ChargeExpired(
        fact.order().order().id().value(),
        fact.order().order().account().value(),
        charge.id().value(),
        charge.payment().value(),
        fact.resource());
  }

  private static OrderClosed closed(Fact fact, OrderEvent.OrderClosed closed) {
    var status =
        switch (closed.as()) {
          case PAID -> ClosedStatus.PAID;
          case CANCELED -> ClosedStatus.CANCELED;
          case FAILED -> ClosedStatus.FAILED;
        };
    var cause =
        switch (closed.cause()) {
          case REQUESTED -> CloseCause.REQUESTED;
          case EXPIRED -> CloseCause.EXPIRED;
          case SETTLED -> CloseCause.SETTLED;
        };
    return OrderClosed.newBuilder()
        .setOrderId(fact.order().order().id().value())
        .setAccountId(fact.order().order().account().value())
        .setStatus(status)
        .setCause(cause)
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

  private static dev.connectpos.order.events.v1.OperationType operationType(OperationType type) {
    return switch (type) {
      case AUTH_AND_CAPTURE -> dev.connectpos.order.events.v1.OperationType.AUTH_AND_CAPTURE;
      case AUTH_ONLY -> dev.connectpos.order.events.v1.OperationType.AUTH_ONLY;
      case PRE_AUTH -> dev.connectpos.order.events.v1.OperationType.PRE_AUTH;
    };
  }
}

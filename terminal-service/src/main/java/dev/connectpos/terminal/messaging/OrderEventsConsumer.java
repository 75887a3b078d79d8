package dev.connectpos.terminal.messaging;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
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
import dev.connectpos.order.events.v1.ClosedStatus;
import dev.connectpos.order.events.v1.OrderClosed;
import dev.connectpos.order.events.v1.OrderPaymentFailed;
import dev.connectpos.order.events.v1.OrderPlaced;
import dev.connectpos.order.events.v1.OrderUpdated;
import dev.connectpos.outbox.InboundMessage;
import dev.connectpos.outbox.Inbox;
import dev.connectpos.outbox.Verdict;
import dev.connectpos.terminal.application.Incoming;
import dev.connectpos.terminal.application.SaleCancellations;
import dev.connectpos.terminal.application.TakeOrders;
import dev.connectpos.terminal.application.TakeOrders.Closing;
import dev.connectpos.terminal.application.TakeOrders.Placed;
import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.InstallmentType;
import dev.connectpos.terminal.domain.OperationType;
import dev.connectpos.terminal.domain.OrderAddress;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.OrderTerms;
import dev.connectpos.terminal.domain.PaymentType;
import dev.connectpos.terminal.domain.ReceiptLine;
import dev.connectpos.terminal.domain.RequestId;
import dev.connectpos.terminal.domain.SaleCancellationCommand.RecordRefused;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

/** Orders placed, changed and closed by PDVs. */
@ApplicationScoped
class OrderEventsConsumer {
  private final Inbox inbox;
  private final Codecs codecs;
  private final TakeOrders orders;
  private final SaleCancellations cancellations;

  OrderEventsConsumer(
      Inbox inbox, Codecs codecs, TakeOrders orders, SaleCancellations cancellations) {
    this.inbox = inbox;
    this.codecs = codecs;
    this.orders = orders;
    this.cancellations = cancellations;
  }

  @org.eclipse.microprofile.reactive.messaging.Incoming("order-events")
  @Blocking
  void consume(ConsumerRecords<String, byte[]> batch) {
    inbox.process(batch, this::handle);
  }

  private Verdict handle(InboundMessage message) {
    var incoming = Inbound.of(message);
    var order = new OrderId(message.aggregateId());
    return switch (Inbound.decode(codecs.orders, message).getPayload()) {
      case OrderPlaced placed when isOfNoTerminal(placed) -> orders.ignored(order, incoming);
      case OrderPlaced placed ->
          orders.placed(
              Inbound.read(message, () -> placed(placed, message.occurredAt())), incoming);
      case OrderUpdated updated ->
          orders.updated(
              order,
              Inbound.read(message, () -> money(updated.getAmountMinor(), updated.getCurrency())),
              Inbound.read(message, () -> lines(updated.getReceiptLines(), updated.getCurrency())),
              incoming);
      case OrderClosed closed ->
          orders.closed(order, Inbound.read(message, () -> closing(closed)), incoming);
      // Of a sale whose order is not known there; then it is stated of the cancellation itself.
      case CancellationRefused refused when !message.aggregateType().equals("order") ->
          refused(refused, incoming);
      case CancellationRefused refused -> refused(order, refused, incoming);
      // What the acquirer says of payments is heard from the acquirer itself.
      case OrderPaymentFailed _,
          ChargePending _,
          ChargePaid _,
          ChargeUnderpaid _,
          ChargeOverpaid _,
          ChargePartiallyCanceled _,
          ChargeRefunded _,
          ChargeExpired _,
          ChargeUpdated _,
          // Of payments over the API, which no terminal hears of.
          ChargeCreated _,
          ChargeProcessing _,
          ChargeFailed _ ->
          orders.noted(order, incoming);
      default -> throw Inbound.unknown(message);
    };
  }

  /** Two transactions, of an order and of a cancellation; either is safe to repeat. */
  private Verdict refused(OrderId order, CancellationRefused refused, Incoming incoming) {
    Verdict verdict = orders.noted(order, incoming);
    return verdict == Verdict.GAP ? verdict : refused(refused, incoming);
  }

  private Verdict refused(CancellationRefused refused, Incoming incoming) {
    cancellations.record(
        new RequestId(refused.getRequestId()),
        new RecordRefused(refused.getCode(), refused.getMessage(), incoming.occurredAt()));
    return Verdict.APPLIED;
  }

  private static List<ReceiptLine> lines(
      List<dev.connectpos.order.events.v1.ReceiptLine> lines, String currency) {
    return lines.stream()
        .map(
            line ->
                new ReceiptLine(
                    line.getDescription(),
                    line.getQuantity(),
                    money(line.getAmountMinor(), currency)))
        .toList();
  }

  private static boolean isOfNoTerminal(OrderPlaced placed) {
    return switch (placed.getMode()) {
      case ONLINE, STANDALONE -> true;
      case DIRECT, LISTED, UNKNOWN -> false;
    };
  }

  private static Placed placed(OrderPlaced placed, Instant at) {
    return new Placed(
        new OrderId(placed.getOrderId()),
        new AccountId(placed.getAccountId()),
        address(placed),
        new OrderTerms(
            placed.getCode(),
            placed.getDisplayName(),
            money(placed.getAmountMinor(), placed.getCurrency()),
            paymentType(placed),
            placed.getInstallments(),
            InstallmentType.valueOf(placed.getInstallmentType().name()),
            new OrderTerms.Receipt(
                placed.getPrintOrderReceipt(),
                placed.getPrintOrderReceipt()
                    ? lines(placed.getReceiptLines(), placed.getCurrency())
                    : List.of()),
            new OrderTerms.OnApproval(
                OperationType.valueOf(placed.getOperationType().name()),
                placed.getSoftDescriptor()),
            placed.getOverpaymentAllowed(),
            placed.getExpiresAt(),
            at));
  }

  private static OrderAddress address(OrderPlaced placed) {
    List<String> serials = placed.getTerminalSerials();
    return switch (placed.getMode()) {
      case DIRECT -> {
        if (serials.size() != 1) {
          throw new IllegalArgumentException("a direct order is for one terminal");
        }
        yield new OrderAddress.Direct(serials.getFirst());
      }
      case LISTED -> new OrderAddress.Listed(serials);
      case ONLINE, STANDALONE, UNKNOWN ->
          throw new IllegalArgumentException("no mode of a terminal");
    };
  }

  private static Money money(long minor, String currency) {
    return new Money(minor, Currency.of(currency));
  }

  private static @Nullable PaymentType paymentType(OrderPlaced placed) {
    var type = placed.getPaymentType();
    return type == null ? null : PaymentType.valueOf(type.name());
  }

  private static Closing closing(OrderClosed closed) {
    return switch (closed.getCause()) {
      case EXPIRED -> Closing.EXPIRED;
      // SETTLED is said of orders that no terminal is offered: paid over the API, or mirrored
      // standalone sales.
      case REQUESTED, SETTLED -> requested(closed.getStatus());
      case UNKNOWN -> throw new IllegalArgumentException("unknown cause of closing");
    };
  }

  private static Closing requested(ClosedStatus status) {
    return switch (status) {
      case PAID -> Closing.PAID;
      case CANCELED -> Closing.CANCELED;
      case FAILED -> Closing.FAILED;
      case UNKNOWN -> throw new IllegalArgumentException("unknown way of closing");
    };
  }
}

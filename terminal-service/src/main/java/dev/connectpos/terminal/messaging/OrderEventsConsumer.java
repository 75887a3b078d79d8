package dev.connectpos.terminal.messaging;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import dev.connectpos.order.events.v1.ChargePaid;
import dev.connectpos.order.events.v1.ClosedStatus;
import dev.connectpos.order.events.v1.OrderClosed;
import dev.connectpos.order.events.v1.OrderMode;
import dev.connectpos.order.events.v1.OrderPaymentFailed;
import dev.connectpos.order.events.v1.OrderPlaced;
import dev.connectpos.outbox.InboundMessage;
import dev.connectpos.outbox.Inbox;
import dev.connectpos.outbox.Verdict;
import dev.connectpos.terminal.application.TakeOrders;
import dev.connectpos.terminal.application.TakeOrders.Closing;
import dev.connectpos.terminal.application.TakeOrders.Placed;
import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.InstallmentType;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.OrderTerms;
import dev.connectpos.terminal.domain.PaymentType;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Orders placed and closed by PDVs. */
@ApplicationScoped
class OrderEventsConsumer {
  private final Inbox inbox;
  private final Codecs codecs;
  private final TakeOrders orders;

  OrderEventsConsumer(Inbox inbox, Codecs codecs, TakeOrders orders) {
    this.inbox = inbox;
    this.codecs = codecs;
    this.orders = orders;
  }

  @Incoming("order-events")
  @Blocking
  void consume(ConsumerRecords<String, byte[]> batch) {
    inbox.process(batch, this::handle);
  }

  private Verdict handle(InboundMessage message) {
    var incoming = Inbound.of(message);
    return switch (Inbound.decode(codecs.orders, message).getPayload()) {
      case OrderPlaced placed ->
          orders.placed(
              Inbound.read(message, () -> placed(placed, message.occurredAt())), incoming);
      case OrderClosed closed ->
          orders.closed(
              new OrderId(closed.getOrderId()),
              Inbound.read(message, () -> closing(closed.getStatus())),
              incoming);
      // What the acquirer says of payments is heard from the acquirer itself.
      case ChargePaid paid -> orders.noted(new OrderId(paid.getOrderId()), incoming);
      case OrderPaymentFailed failed -> orders.noted(new OrderId(failed.getOrderId()), incoming);
      default -> throw Inbound.unknown(message);
    };
  }

  private static Placed placed(OrderPlaced placed, Instant at) {
    if (placed.getMode() != OrderMode.DIRECT || placed.getTerminalSerials().size() != 1) {
      throw new IllegalArgumentException("not a direct order for one terminal");
    }
    return new Placed(
        new OrderId(placed.getOrderId()),
        new AccountId(placed.getAccountId()),
        placed.getTerminalSerials().getFirst(),
        new OrderTerms(
            placed.getCode(),
            placed.getDisplayName(),
            new Money(placed.getAmountMinor(), Currency.of(placed.getCurrency())),
            paymentType(placed),
            placed.getInstallments(),
            InstallmentType.valueOf(placed.getInstallmentType().name()),
            placed.getPrintOrderReceipt(),
            at));
  }

  private static @Nullable PaymentType paymentType(OrderPlaced placed) {
    var type = placed.getPaymentType();
    return type == null ? null : PaymentType.valueOf(type.name());
  }

  private static Closing closing(ClosedStatus status) {
    return switch (status) {
      case PAID -> Closing.PAID;
      case CANCELED -> Closing.CANCELED;
      case FAILED -> Closing.FAILED;
      case UNKNOWN -> throw new IllegalArgumentException("unknown way of closing");
    };
  }
}

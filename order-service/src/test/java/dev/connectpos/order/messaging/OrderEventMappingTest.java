package dev.connectpos.order.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.money.Money;
import dev.connectpos.order.application.CancellationNews;
import dev.connectpos.order.application.OrderEvents.Fact;
import dev.connectpos.order.application.OrderEvents.Unplaced;
import dev.connectpos.order.application.Origin;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.CancellationRefusal;
import dev.connectpos.order.domain.ChargeRequestId;
import dev.connectpos.order.domain.CloseCause;
import dev.connectpos.order.domain.ClosedAs;
import dev.connectpos.order.domain.Failure;
import dev.connectpos.order.domain.OrderChannel;
import dev.connectpos.order.domain.OrderEvent;
import dev.connectpos.order.domain.OrderFixture;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.events.v1.CancellationRefused;
import dev.connectpos.order.events.v1.OrderMode;
import dev.connectpos.order.events.v1.OrderPlaced;
import dev.connectpos.order.events.v1.OrderUpdated;
import dev.connectpos.order.events.v1.ReceiptLine;
import dev.connectpos.testkit.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every event has one mapping, and one example of it on the wire. */
final class OrderEventMappingTest {
  private static final List<OrderEvent> EVENTS =
      List.of(
          new OrderEvent.OrderPlaced(OrderFixture.order()),
          new OrderEvent.OrderPaymentFailed(OrderFixture.PAYMENT, "1016", "Saldo insuficiente"),
          new OrderEvent.ChargePaid(OrderFixture.charge(OrderFixture.PAYMENT, 3000), Money.brl(0)),
          new OrderEvent.OrderClosed(ClosedAs.CANCELED, CloseCause.REQUESTED),
          new OrderEvent.OrderUpdated(),
          new OrderEvent.ChargePending(
              OrderFixture.pending(OrderFixture.PAYMENT, 3000), OrderFixture.CLOSED_AT),
          new OrderEvent.ChargeUpdated(OrderFixture.charge(OrderFixture.PAYMENT, 3000)),
          new OrderEvent.ChargePartiallyCanceled(
              OrderFixture.charge(OrderFixture.PAYMENT, 3000), Money.brl(500)),
          new OrderEvent.ChargeRefunded(
              OrderFixture.charge(OrderFixture.PAYMENT, 3000), Money.brl(2500)),
          new OrderEvent.ChargeExpired(OrderFixture.pending(OrderFixture.PAYMENT, 3000)),
          new OrderEvent.OrderClosed(ClosedAs.FAILED, CloseCause.EXPIRED),
          new OrderEvent.ChargeCreated(OrderFixture.processing(OrderFixture.PAYMENT, 3000)),
          new OrderEvent.ChargeProcessing(OrderFixture.processing(OrderFixture.PAYMENT, 3000)),
          new OrderEvent.ChargeFailed(
              OrderFixture.processing(OrderFixture.PAYMENT, 3000),
              new Failure.Declined("1016", "Saldo insuficiente")),
          new OrderEvent.ChargeFailed(
              OrderFixture.processing(OrderFixture.PAYMENT, 3000), new Failure.Undone()),
          new OrderEvent.StandaloneSold(OrderFixture.order()),
          new OrderEvent.OrderClosed(ClosedAs.PAID, CloseCause.SETTLED),
          new OrderEvent.CancellationRefused(
              OrderFixture.PAYMENT,
              new ChargeRequestId("req_0000000000000001"),
              CancellationRefusal.AMOUNT_MISMATCH),
          new OrderEvent.ChargeUnderpaid(
              OrderFixture.charge(OrderFixture.PAYMENT, 3000), Money.brl(500)),
          new OrderEvent.ChargeOverpaid(
              OrderFixture.charge(OrderFixture.PAYMENT, 3000), Money.brl(700)));

  @Test
  void everyEventHasAnExample() {
    assertThat(EVENTS.stream().<Object>map(Object::getClass))
        .containsAll(
            Stream.of(OrderEvent.class.getPermittedSubclasses())
                .flatMap(
                    type ->
                        type.isSealed()
                            ? Stream.of(type.getPermittedSubclasses())
                            : Stream.of(type))
                .<Object>map(type -> type)
                .toList());
  }

  @Test
  void examplesStandOnTheWireAsBefore() {
    var text = new StringBuilder();
    long version = 0;
    for (OrderEvent event : EVENTS) {
      version++;
      var fact =
          new Fact(
              new UUID(0x019A_0000_0000_7000L, 0x8000_0000_0000_0000L + version),
              event,
              OrderFixture.open(),
              version,
              OrderFixture.PAID_AT,
              "{}",
              new Origin("req-1", null));
      text.append(throughBytes(OrderEventMapping.envelope(fact))).append('\n');
    }
    Golden.check(Path.of("src/test/resources/golden/order-events.txt"), text.toString());
  }

  /** A listed order that says everything a listed order may say. */
  @Test
  void listedOrderSaysSo() {
    var order = OrderFixture.order("PED-1", null, OrderFixture.CLOSED_AT);
    var fact =
        new Fact(
            new UUID(0, 1),
            new OrderEvent.OrderPlaced(order),
            OrderFixture.open(order),
            1,
            OrderFixture.PAID_AT,
            "{}",
            new Origin("req-1", null));
    var placed = (OrderPlaced) throughBytes(OrderEventMapping.envelope(fact)).getPayload();
    assertThat(placed.getMode()).isEqualTo(OrderMode.LISTED);
    assertThat(placed.getTerminalSerials()).isEmpty();
    assertThat(placed.getPaymentType()).isNull();
    assertThat(placed.getExpiresAt()).isEqualTo(OrderFixture.CLOSED_AT);
  }

  @Test
  void receiptHasTheItemsWhereTheTerminalPrintsIt() {
    assertThat(lines(false)).isEmpty();
    assertThat(lines(true))
        .containsExactly(
            new ReceiptLine("Prato do dia", 1, 1990L), new ReceiptLine("Suco", 2, 505L));
  }

  /** Of an order that is placed, and updated to the same. */
  private static List<ReceiptLine> lines(boolean printed) {
    var order = OrderFixture.printing(printed);
    var at = OrderFixture.PAID_AT;
    var origin = new Origin("req-1", null);
    var open = OrderFixture.open(order);
    var placed =
        new Fact(new UUID(0, 1), new OrderEvent.OrderPlaced(order), open, 1, at, "{}", origin);
    var updated =
        new Fact(new UUID(0, 2), new OrderEvent.OrderUpdated(), open, 2, at, "{}", origin);
    var first = (OrderPlaced) throughBytes(OrderEventMapping.envelope(placed)).getPayload();
    var second = (OrderUpdated) throughBytes(OrderEventMapping.envelope(updated)).getPayload();
    assertThat(second.getReceiptLines()).isEqualTo(first.getReceiptLines());
    return first.getReceiptLines();
  }

  @Test
  void cancellationOfAnUnknownSaleIsRefusedInAStreamOfItsOwn() {
    var news =
        new CancellationNews(
            new AccountId("acc_0000000000000001"),
            new OrderId("or_0000000000000009"),
            OrderFixture.PAYMENT,
            new ChargeRequestId("req_0000000000000001"),
            Money.brl(3000),
            "6C582505",
            new Origin("sale-1", new UUID(0, 7)));
    var event =
        throughBytes(
            OrderEventMapping.envelope(new Unplaced(new UUID(0, 1), news, OrderFixture.PAID_AT)));
    assertThat(event.getAggregateVersion()).isEqualTo(1);
    assertThat(event.getPayload())
        .isEqualTo(
            new CancellationRefused(
                "or_0000000000000009",
                "acc_0000000000000001",
                OrderFixture.PAYMENT.value(),
                "req_0000000000000001",
                "not_found",
                "Venda não encontrada"));
  }

  @Test
  void orderThatIsPaidOverTheApiSaysSo() {
    for (OrderChannel channel : List.of(OrderChannel.CHARGES, OrderChannel.SETTLING)) {
      var order = OrderFixture.order(channel);
      var fact =
          new Fact(
              new UUID(0, 1),
              new OrderEvent.OrderPlaced(order),
              OrderFixture.open(order),
              1,
              OrderFixture.PAID_AT,
              "{}",
              new Origin("req-1", null));
      var placed = (OrderPlaced) throughBytes(OrderEventMapping.envelope(fact)).getPayload();
      assertThat(placed.getMode()).isEqualTo(OrderMode.ONLINE);
    }
  }

  /** Encodes for real: a builder accepts what the schema does not. */
  private static dev.connectpos.order.events.v1.OrderEvent throughBytes(
      dev.connectpos.order.events.v1.OrderEvent event) {
    try {
      var decoder = dev.connectpos.order.events.v1.OrderEvent.getDecoder();
      return decoder.decode(event.toByteBuffer());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

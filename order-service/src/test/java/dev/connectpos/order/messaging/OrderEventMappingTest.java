package dev.connectpos.order.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.money.Money;
import dev.connectpos.order.application.OrderEvents.Fact;
import dev.connectpos.order.application.Origin;
import dev.connectpos.order.domain.ClosedAs;
import dev.connectpos.order.domain.OrderEvent;
import dev.connectpos.order.domain.OrderFixture;
import dev.connectpos.testkit.Golden;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every event has one mapping, and one example of it on the wire. */
final class OrderEventMappingTest {
  private static final List<OrderEvent> EVENTS =
      List.of(
          new OrderEvent.OrderPlaced(OrderFixture.order()),
          new OrderEvent.OrderPaymentFailed(OrderFixture.PAYMENT, "1016", "Saldo insuficiente"),
          new OrderEvent.ChargePaid(OrderFixture.charge(OrderFixture.PAYMENT, 3000), Money.brl(0)),
          new OrderEvent.OrderClosed(ClosedAs.CANCELED));

  @Test
  void everyEventHasAnExample() {
    assertThat(EVENTS.stream().<Object>map(Object::getClass))
        .containsExactlyInAnyOrder((Object[]) OrderEvent.class.getPermittedSubclasses());
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
      text.append(OrderEventMapping.envelope(fact)).append('\n');
    }
    Golden.check(Path.of("src/test/resources/golden/order-events.txt"), text.toString());
  }
}

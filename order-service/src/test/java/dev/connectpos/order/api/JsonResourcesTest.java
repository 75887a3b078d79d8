package dev.connectpos.order.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.order.domain.ChargeStates;
import dev.connectpos.order.domain.CloseCause;
import dev.connectpos.order.domain.ClosedAs;
import dev.connectpos.order.domain.OrderChannel;
import dev.connectpos.order.domain.OrderFixture;
import dev.connectpos.order.domain.OrderState;
import dev.connectpos.order.domain.PaymentStanding;
import dev.connectpos.testkit.Golden;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The incumbent's JSON, byte for byte: integrators' code and webhooks depend on every name. */
final class JsonResourcesTest {
  private final JsonResources resources = new JsonResources();
  private final PaymentStanding.Charged captured =
      new PaymentStanding.Charged(OrderFixture.charge(OrderFixture.PAYMENT, 3000));
  private final OrderState.Open paid =
      OrderFixture.open().with(OrderFixture.open().payments().with(OrderFixture.PAYMENT, captured));

  @Test
  void showsAnOpenOrder() {
    golden("order-open.json", resources.order(OrderFixture.open()));
  }

  @Test
  void showsAClosedOrderWithItsCharges() {
    var closed =
        new OrderState.Closed(
            paid.order(),
            paid.payments(),
            ClosedAs.PAID,
            CloseCause.REQUESTED,
            OrderFixture.CLOSED_AT);
    golden("order-paid.json", resources.order(closed));
  }

  @Test
  void showsAChargeWithItsOrderAndCustomer() {
    var json = resources.charge(paid, captured.charge());
    golden("charge-paid.json", json);
    assertThat(json).doesNotContain("null");
  }

  @Test
  void showsAListedOrder() {
    var order = OrderFixture.order("PED-1", null, OrderFixture.CLOSED_AT);
    golden("order-listed.json", resources.order(OrderFixture.open(order)));
  }

  /** Every way a charge can be; each line is what the PDV sees of it. */
  @Test
  void showsEveryStateOfACharge() {
    var text = new StringBuilder();
    for (var entry : ChargeStates.all().entrySet()) {
      var state = entry.getValue();
      var charge = state.payments().charges().getLast();
      text.append(entry.getKey())
          .append(": ")
          .append(
              resources.charge(state, charge).replaceAll("\"customer\":.*\"last_tr", "\"last_tr"))
          .append('\n')
          .append(String.join("\n", resources.transactions(charge)))
          .append("\n\n");
    }
    assertThat(text.toString()).doesNotContain("null");
    Golden.check(Path.of("src/test/resources/golden/charges.txt"), text.toString());
  }

  @Test
  void showsAnOrderThatIsPaidOverTheApi() {
    var order = OrderFixture.order(OrderChannel.SETTLING);
    var processing =
        new PaymentStanding.Charged(OrderFixture.processing(OrderFixture.PAYMENT, 3000));
    var open = OrderFixture.open(order);
    open = open.with(open.payments().with(OrderFixture.PAYMENT, processing));
    golden("order-online.json", resources.order(open));
  }

  private static void golden(String file, String json) {
    Golden.check(Path.of("src/test/resources/golden/" + file), json + "\n");
  }
}

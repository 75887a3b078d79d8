package dev.connectpos.order.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.order.domain.ClosedAs;
import dev.connectpos.order.domain.OrderFixture;
import dev.connectpos.order.domain.OrderState;
import dev.connectpos.order.domain.PaymentStanding;
import dev.connectpos.testkit.Golden;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The incumbent's JSON, byte for byte: integrators' code and webhooks depend on every name. */
final class JsonResourcesTest {
  private final JsonResources resources = new JsonResources();
  private final PaymentStanding.Captured captured =
      new PaymentStanding.Captured(OrderFixture.charge(OrderFixture.PAYMENT, 3000));
  private final OrderState.Open paid =
      OrderFixture.open().with(OrderFixture.open().payments().with(OrderFixture.PAYMENT, captured));

  @Test
  void showsAnOpenOrder() {
    golden("order-open.json", resources.order(OrderFixture.open()));
  }

  @Test
  void showsAClosedOrderWithItsCharges() {
    var closed =
        new OrderState.Closed(paid.order(), paid.payments(), ClosedAs.PAID, OrderFixture.CLOSED_AT);
    golden("order-paid.json", resources.order(closed));
  }

  @Test
  void showsAChargeWithItsOrderAndCustomer() {
    var json = resources.charge(paid, captured.charge());
    golden("charge-paid.json", json);
    assertThat(json).doesNotContain("null");
  }

  private static void golden(String file, String json) {
    Golden.check(Path.of("src/test/resources/golden/" + file), json + "\n");
  }
}

package dev.connectpos.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.money.Money;
import dev.connectpos.order.domain.Decision.Accepted;
import dev.connectpos.order.domain.OrderState.Closed;
import dev.connectpos.order.domain.OrderState.Open;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An order that proves a set-up keeps no money (A13). */
class SetupCheckTest {
  private static final Open OPEN = OrderFixture.open(OrderFixture.order(OrderChannel.SETUP_CHECK));
  private static final Money PAID = OPEN.order().amount();

  @Test
  void closesWhenItIsPaidAndAsksForItsMoneyBack() {
    var paid = (Accepted) OrderMachine.decide(OPEN, captured(OrderFixture.PAYMENT));
    assertThat(paid.next())
        .isInstanceOfSatisfying(
            Closed.class,
            closed -> {
              assertThat(closed.as()).isEqualTo(ClosedAs.CANCELED);
              assertThat(closed.cause()).isEqualTo(CloseCause.SETTLED);
            });
    assertThat(paid.events().stream().<Object>map(Object::getClass))
        .containsExactly(OrderEvent.ChargePaid.class, OrderEvent.OrderClosed.class);
    assertThat(asked(paid)).containsExactly(PAID);
    assertThat(OrderMachine.decide(paid.next(), captured(OrderFixture.PAYMENT)))
        .isInstanceOf(Decision.AlreadyDone.class);
  }

  @Test
  void givesBackWhatIsPaidTwiceTwice() {
    var once = (Accepted) OrderMachine.decide(OPEN, captured(OrderFixture.PAYMENT));
    var other = new PaymentId("pay_0000000000000002");
    var twice = (Accepted) OrderMachine.decide(once.next(), captured(other));
    assertThat(asked(twice)).containsExactly(PAID);
  }

  @Test
  void waitsOnAfterADecline() {
    var declined =
        (Accepted)
            OrderMachine.decide(
                OPEN,
                new OrderCommand.RecordPaymentDeclined(
                    OrderFixture.PAYMENT, "1016", "Saldo insuficiente", OrderFixture.PAID_AT));
    assertThat(declined.next()).isInstanceOf(Open.class);
    assertThat(declined.asks()).isEmpty();
  }

  private static OrderCommand captured(PaymentId payment) {
    return OrderFixture.captured(payment, PAID);
  }

  private static List<Money> asked(Accepted accepted) {
    return accepted.asks().stream()
        .map(ChargeAsk.CancelPayment.class::cast)
        .map(ChargeAsk.CancelPayment::amount)
        .toList();
  }
}

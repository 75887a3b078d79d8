package dev.connectpos.order.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.order.domain.ClosedAs;
import dev.connectpos.order.domain.Decision.Accepted;
import dev.connectpos.order.domain.LivePhase;
import dev.connectpos.order.domain.OrderCommand;
import dev.connectpos.order.domain.OrderFixture;
import dev.connectpos.order.domain.OrderMachine;
import dev.connectpos.order.domain.OrderState;
import org.junit.jupiter.api.Test;

/** What a waiting call is woken for, and what it sleeps through. */
final class OutcomeTest {
  private final OrderState.Placed open = OrderFixture.open();
  private final OrderState.Placed live =
      after(
          open,
          new OrderCommand.RecordPaymentProgress(
              OrderFixture.PAYMENT, LivePhase.AUTHORIZED, OrderFixture.PAID_AT));

  @Test
  void paymentInProgressIsNoOutcome() {
    assertThat(Outcome.of(live)).isEqualTo(Outcome.of(open));
  }

  @Test
  void declineUndoingAndClosingAre() {
    var payment = OrderFixture.PAYMENT;
    var declined =
        new OrderCommand.RecordPaymentDeclined(
            payment, "1016", "Saldo insuficiente", OrderFixture.PAID_AT);
    var reversed = new OrderCommand.RecordPaymentReversed(payment, OrderFixture.PAID_AT);
    var closed = new OrderCommand.CloseOrder(ClosedAs.CANCELED, OrderFixture.CLOSED_AT);
    assertThat(Outcome.of(after(live, declined))).isNotEqualTo(Outcome.of(live));
    assertThat(Outcome.of(after(live, reversed))).isNotEqualTo(Outcome.of(live));
    assertThat(Outcome.of(after(open, closed))).isNotEqualTo(Outcome.of(open));
    assertThat(Outcome.isFinal(after(open, closed))).isTrue();
    assertThat(Outcome.isFinal(live)).isFalse();
  }

  private static OrderState.Placed after(OrderState.Placed state, OrderCommand command) {
    return ((Accepted) OrderMachine.decide(state, command)).next();
  }
}

package dev.connectpos.terminal.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.terminal.domain.PaymentAttemptState.Approved;
import dev.connectpos.terminal.domain.PaymentAttemptState.Authorizing;
import dev.connectpos.terminal.domain.PaymentAttemptState.Captured;
import dev.connectpos.terminal.domain.PaymentAttemptState.Reversed;
import dev.connectpos.terminal.domain.Screen.Step;
import dev.connectpos.terminal.domain.Screen.Told;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private static final OpenOrder FIRST = OrderFixture.order("or_1", OrderStatus.SHOWING);
  private static final OpenOrder SECOND = OrderFixture.order("or_2", OrderStatus.SHOWING);
  private static final PaymentAttempt AUTHORIZING = PaymentAttemptFixture.in(new Authorizing());
  private static final PaymentAttempt CAPTURED =
      PaymentAttemptFixture.in(new Captured(PaymentAttemptFixture.APPROVAL));

  @Test
  void newOrderIsShownOnce() {
    Screen screen = screen(on(FIRST, null), null);
    assertThat(screen.since(Told.NOTHING)).containsExactly(new Step.Show(FIRST));
    assertThat(screen.since(Told.NOTHING.show(FIRST))).isEmpty();
  }

  @Test
  void onlyTheLatestResultIsTold() {
    var approved =
        PaymentAttemptFixture.in(
            new Approved(PaymentAttemptFixture.APPROVAL, PaymentAttemptFixture.NOW));
    Told told = Told.NOTHING.show(FIRST).result(AUTHORIZING);
    assertThat(screen(on(FIRST, approved), null).since(told))
        .containsExactly(new Step.Result(approved));
    assertThat(screen(on(FIRST, approved), null).since(told.result(approved))).isEmpty();
  }

  @Test
  void captureEndsTheOrderAndTheNextIsShown() {
    OpenOrder paid = OrderFixture.order("or_1", OrderStatus.PAID);
    Told told = Told.NOTHING.show(FIRST).result(AUTHORIZING);
    assertThat(screen(on(SECOND, null), on(paid, CAPTURED)).since(told))
        .containsExactly(new Step.Result(CAPTURED), new Step.Show(SECOND));
  }

  @Test
  void canceledOrderIsWithdrawnAfterItsReversalIsTold() {
    OpenOrder gone =
        OrderFixture.order("or_1", OrderStatus.PAYING)
            .close(WithdrawReason.CANCELED)
            .settle(false, false);
    var reversed = PaymentAttemptFixture.in(new Reversed("order_canceled"));
    Told told = Told.NOTHING.show(FIRST).result(AUTHORIZING);
    Screen screen = screen(null, on(gone, reversed));
    assertThat(screen.since(told))
        .containsExactly(
            new Step.Result(reversed), new Step.Withdraw(gone.id(), WithdrawReason.CANCELED));
  }

  @Test
  void afterEveryStepThereIsNothingLeftToTell() {
    OpenOrder gone =
        OrderFixture.order("or_1", OrderStatus.SHOWING)
            .close(WithdrawReason.CLOSED)
            .settle(false, false);
    Told told = Told.NOTHING.show(FIRST);
    for (Step step : screen(on(SECOND, AUTHORIZING), on(gone, null)).since(told)) {
      told = told.after(step);
    }
    assertThat(told.order()).isEqualTo(SECOND.id());
    assertThat(screen(on(SECOND, AUTHORIZING), null).since(told)).isEmpty();
  }

  @Test
  void welcomeTellsAll() {
    Screen screen = screen(on(FIRST, AUTHORIZING), null);
    assertThat(screen.since(Told.all(screen))).isEmpty();
    assertThat(Told.all(screen(null, null))).isEqualTo(Told.NOTHING);
  }

  private static Screen screen(@Nullable OrderOnScreen current, @Nullable OrderOnScreen previous) {
    return new Screen(1, current, previous);
  }

  private static OrderOnScreen on(OpenOrder order, @Nullable PaymentAttempt attempt) {
    return new OrderOnScreen(order, attempt);
  }
}

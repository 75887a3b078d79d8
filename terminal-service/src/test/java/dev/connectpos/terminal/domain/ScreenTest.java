package dev.connectpos.terminal.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.money.Money;
import dev.connectpos.terminal.domain.PaymentAttemptState.Approved;
import dev.connectpos.terminal.domain.PaymentAttemptState.Authorizing;
import dev.connectpos.terminal.domain.PaymentAttemptState.Captured;
import dev.connectpos.terminal.domain.PaymentAttemptState.Reversed;
import dev.connectpos.terminal.domain.PaymentAttemptState.Voided;
import dev.connectpos.terminal.domain.Screen.Step;
import dev.connectpos.terminal.domain.Screen.Told;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private static final OpenOrder FIRST = OrderFixture.order("or_1", OrderStatus.SHOWING);
  private static final OpenOrder SECOND = OrderFixture.order("or_2", OrderStatus.SHOWING);
  private static final PaymentAttempt AUTHORIZING = PaymentAttemptFixture.in(new Authorizing());
  private static final PaymentAttempt CAPTURED =
      PaymentAttemptFixture.in(new Captured(PaymentAttemptFixture.APPROVAL, Money.brl(1990)));

  @Test
  void newOrderIsShownOnce() {
    Screen screen = screen(on(FIRST, null), null);
    assertThat(screen.since(Told.NOTHING)).containsExactly(show(FIRST, 1990));
    assertThat(screen.since(Told.NOTHING.show(FIRST, Money.brl(1990)))).isEmpty();
  }

  @Test
  void onlyTheLatestResultIsTold() {
    var approved =
        PaymentAttemptFixture.in(
            new Approved(PaymentAttemptFixture.APPROVAL, PaymentAttemptFixture.NOW));
    Told told = Told.NOTHING.show(FIRST, Money.brl(1990)).result(AUTHORIZING);
    assertThat(screen(on(FIRST, approved), null).since(told))
        .containsExactly(new Step.Result(approved));
    assertThat(screen(on(FIRST, approved), null).since(told.result(approved))).isEmpty();
  }

  @Test
  void captureEndsTheOrderAndTheNextIsShown() {
    OpenOrder paid = OrderFixture.order("or_1", OrderStatus.PAID);
    Told told = Told.NOTHING.show(FIRST, Money.brl(1990)).result(AUTHORIZING);
    assertThat(screen(on(SECOND, null), on(paid, CAPTURED)).since(told))
        .containsExactly(new Step.Result(CAPTURED), show(SECOND, 1990));
  }

  @Test
  void canceledOrderIsWithdrawnAfterItsReversalIsTold() {
    OpenOrder gone =
        OrderFixture.order("or_1", OrderStatus.PAYING)
            .close(WithdrawReason.CANCELED)
            .settle(OrderFixture.tally(0, 0));
    var reversed = PaymentAttemptFixture.in(new Reversed("order_canceled"));
    Told told = Told.NOTHING.show(FIRST, Money.brl(1990)).result(AUTHORIZING);
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
            .settle(OrderFixture.tally(0, 0));
    Told told = Told.NOTHING.show(FIRST, Money.brl(1990));
    for (Step step : screen(on(SECOND, AUTHORIZING), on(gone, null)).since(told)) {
      told = told.after(step);
    }
    assertThat(told.order()).isEqualTo(SECOND.id());
    assertThat(screen(on(SECOND, AUTHORIZING), null).since(told)).isEmpty();
  }

  @Test
  void standaloneSaleIsToldByItsResultsAlone() {
    OpenOrder sale = OrderFixture.typed("or_9");
    Screen paying = screen(on(sale, AUTHORIZING), null);
    assertThat(paying.since(Told.NOTHING)).containsExactly(new Step.Result(AUTHORIZING));
    Told told = Told.NOTHING.result(AUTHORIZING).at(paying);
    assertThat(told.order()).isEqualTo(sale.id());
    assertThat(paying.since(told)).isEmpty();
    OpenOrder paid = sale.settle(OrderFixture.tally(1990, 0));
    assertThat(screen(on(SECOND, null), on(paid, CAPTURED)).since(told))
        .containsExactly(new Step.Result(CAPTURED), show(SECOND, 1990));
    var reversed = PaymentAttemptFixture.in(new Reversed("confirm_timeout"));
    OpenOrder over = sale.settle(OrderFixture.tally(0, 0));
    assertThat(screen(null, on(over, reversed)).since(told))
        .containsExactly(new Step.Result(reversed));
  }

  @Test
  void standaloneSaleThatWasOverAtOnceIsToldToo() {
    OpenOrder over = OrderFixture.typed("or_9").settle(OrderFixture.tally(0, 0));
    var reversed = PaymentAttemptFixture.in(new Reversed("not_found"));
    Told told = Told.NOTHING.expecting(over.id());
    assertThat(screen(null, on(over, reversed)).since(told))
        .containsExactly(new Step.Result(reversed));
  }

  @Test
  void welcomeTellsAll() {
    Screen screen = screen(on(FIRST, AUTHORIZING), null);
    assertThat(screen.since(Told.all(screen))).isEmpty();
    assertThat(Told.all(screen(null, null))).isEqualTo(Told.NOTHING);
  }

  @Test
  void restOfAListedOrderIsShownAfterEachPayment() {
    OpenOrder listed = OrderFixture.listed("or_1", OrderStatus.LISTED);
    Told told = Told.NOTHING.show(listed, Money.brl(1990)).result(AUTHORIZING);
    assertThat(screen(on(listed, CAPTURED, 990), null).since(told))
        .containsExactly(new Step.Result(CAPTURED), show(listed, 990));
  }

  @Test
  void terminalThatPaysIsNotShownWhatOthersLeave() {
    OpenOrder listed = OrderFixture.listed("or_1", OrderStatus.LISTED);
    Told told = Told.NOTHING.show(listed, Money.brl(1990)).result(AUTHORIZING);
    assertThat(screen(on(listed, AUTHORIZING, 990), null).since(told)).isEmpty();
    assertThat(screen(on(listed, null, 990), null).since(told)).containsExactly(show(listed, 990));
  }

  @Test
  void paidListedOrderIsWithdrawnFromWhoPaidItToo() {
    OpenOrder paid = OrderFixture.listed("or_1", OrderStatus.PAID);
    Told told = Told.NOTHING.show(paid, Money.brl(1990)).result(AUTHORIZING);
    assertThat(screen(null, on(paid, CAPTURED)).since(told))
        .containsExactly(
            new Step.Result(CAPTURED), new Step.Withdraw(paid.id(), WithdrawReason.PAID));
  }

  @Test
  void orderWhoseMoneyWasGivenBackBeforeTheTerminalHeardOfTheSaleIsShownAgain() {
    var voided = PaymentAttemptFixture.in(new Voided(PaymentAttemptFixture.APPROVAL));
    Told told = Told.NOTHING.show(FIRST, Money.brl(1990)).result(AUTHORIZING);
    Screen screen = screen(on(FIRST, voided), null);
    assertThat(screen.since(told)).containsExactly(new Step.Result(voided), show(FIRST, 1990));
    assertThat(screen.since(told.result(voided))).isEmpty();
  }

  @Test
  void whatBecomesOfTheMoneyAfterTheSaleIsNotTold() {
    var voided = PaymentAttemptFixture.in(new Voided(PaymentAttemptFixture.APPROVAL));
    Told told = Told.NOTHING.show(FIRST, Money.brl(1990));
    assertThat(screen(on(FIRST, voided), null).since(told.result(CAPTURED))).isEmpty();
    assertThat(screen(on(FIRST, voided), null).since(told)).isEmpty();
  }

  @Test
  void oldResultOfAnOrderShownAgainIsNoNews() {
    assertThat(screen(on(FIRST, CAPTURED), null).since(Told.NOTHING))
        .containsExactly(show(FIRST, 1990));
    assertThat(screen(on(FIRST, AUTHORIZING), null).since(Told.NOTHING))
        .containsExactly(show(FIRST, 1990), new Step.Result(AUTHORIZING));
    Screen again = screen(on(FIRST, CAPTURED), null);
    assertThat(again.since(Told.NOTHING.show(FIRST, Money.brl(1990)).at(again))).isEmpty();
  }

  /** It had more items for a while, and a payment of those was undone. */
  @Test
  void paidOrderWhoseLastPaymentCameToNothingIsWithdrawn() {
    OpenOrder paid = OrderFixture.order("or_1", OrderStatus.PAID);
    Told told = Told.NOTHING.show(FIRST, Money.brl(1990)).result(AUTHORIZING);
    PaymentAttempt reversed =
        PaymentAttemptFixture.in(new PaymentAttemptState.Reversed("order_changed"));
    assertThat(screen(null, on(paid, reversed)).since(told))
        .containsExactly(
            new Step.Result(reversed), new Step.Withdraw(paid.id(), WithdrawReason.PAID));
  }

  @Test
  void paidOrderThatOwesAgainIsShownAgain() {
    Screen idle = screen(null, on(OrderFixture.order("or_1", OrderStatus.PAID), CAPTURED));
    Told told = Told.NOTHING.show(FIRST, Money.brl(1990)).result(CAPTURED);
    assertThat(idle.since(told)).isEmpty();
    assertThat(screen(on(FIRST, CAPTURED), null).since(told.at(idle)))
        .containsExactly(show(FIRST, 1990));
  }

  /** As when another terminal's part was declined meanwhile, or the PDV doubled the order. */
  @Test
  void orderThatOwesAsMuchAfterASaleAsBeforeIsShownAgain() {
    Told told = Told.NOTHING.show(FIRST, Money.brl(1990)).result(AUTHORIZING);
    assertThat(screen(on(FIRST, CAPTURED), null).since(told))
        .containsExactly(new Step.Result(CAPTURED), show(FIRST, 1990));
  }

  @Test
  void orderIsShownAgainWhenItsReceiptListsOtherThings() {
    OpenOrder before = receipt(new ReceiptLine("Pão", 2, Money.brl(995)));
    OpenOrder after = receipt(new ReceiptLine("Bolo", 1, Money.brl(1990)));
    Told told = Told.NOTHING.show(before, Money.brl(1990));
    assertThat(screen(on(before, null), null).since(told)).isEmpty();
    assertThat(screen(on(after, null), null).since(told)).containsExactly(show(after, 1990));
  }

  private static Step.Show show(OpenOrder order, long owed) {
    return new Step.Show(order, Money.brl(owed));
  }

  private static OpenOrder receipt(ReceiptLine line) {
    OpenOrder order = OrderFixture.printed("or_1");
    return order.listing(List.of(line));
  }

  private static Screen screen(@Nullable OrderOnScreen current, @Nullable OrderOnScreen previous) {
    return new Screen(
        1, 1, new Activation(true, TerminalMode.DIRECT), false, null, current, previous);
  }

  private static OrderOnScreen on(OpenOrder order, @Nullable PaymentAttempt attempt) {
    return on(order, attempt, 1990);
  }

  private static OrderOnScreen on(OpenOrder order, @Nullable PaymentAttempt attempt, long owed) {
    return new OrderOnScreen(order, Money.brl(owed), attempt);
  }
}

package dev.connectpos.terminal.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.money.Money;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenPolicyTest {
  private static final Terminal TERMINAL = OrderFixture.terminal("acc_1", "EMU1");

  /** mode, status, closed, the order on the screen: why or_1 is not picked. */
  @ParameterizedTest
  @CsvSource({
    "listed, LISTED,    ,         ,     ",
    "listed, LISTED,    ,         or_1, ",
    "listed, LISTED,    ,         or_2, SCREEN_TAKEN",
    "listed, LISTED,    CANCELED, or_2, ORDER_NOT_HERE",
    "listed, PAID,      ,         or_2, ORDER_ALREADY_PAID",
    "listed, WITHDRAWN, CANCELED, ,     ORDER_NOT_HERE",
    "direct, SHOWING,   ,         ,     ORDER_NOT_HERE",
    "direct, QUEUED,    ,         ,     ORDER_NOT_HERE",
    "direct, REJECTED,  ,         ,     ORDER_NOT_HERE",
    "direct, PAYING,    ,         ,     ORDER_NOT_HERE",
    "direct, PAID,      ,         ,     ORDER_NOT_HERE"
  })
  void picksWhatIsListedOnAFreeScreen(
      String mode,
      OrderStatus status,
      WithdrawReason closed,
      String onScreen,
      OrderRefusal expected) {
    OpenOrder open = order(mode, status);
    OpenOrder order = closed == null ? open : open.close(closed);
    assertThat(ScreenPolicy.pick(TERMINAL, order, onScreen == null ? null : new OrderId(onScreen)))
        .isEqualTo(Optional.ofNullable(expected));
  }

  @Test
  void picksNothingWithoutItems() {
    OpenOrder empty = OrderFixture.listed("or_1", OrderStatus.LISTED).worth(Money.brl(0));
    assertThat(ScreenPolicy.pick(TERMINAL, empty, null)).contains(OrderRefusal.ORDER_NOT_HERE);
  }

  @Test
  void picksNothingOfAnotherAccount() {
    OpenOrder order = OrderFixture.listed("or_1", OrderStatus.LISTED);
    assertThat(ScreenPolicy.pick(OrderFixture.terminal("acc_2", "EMU1"), order, null))
        .contains(OrderRefusal.ORDER_NOT_HERE);
  }

  @Test
  void releasesOnlyWhatIsPickedAndNotBeingPaid() {
    var order = new OrderId("or_1");
    assertThat(ScreenPolicy.release(TERMINAL, order, false)).contains(OrderRefusal.ORDER_NOT_HERE);
    assertThat(ScreenPolicy.release(TERMINAL.picking(order), order, true))
        .contains(OrderRefusal.PAYMENT_IN_PROGRESS);
    assertThat(ScreenPolicy.release(TERMINAL.picking(order), order, false)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "direct, QUEUED,    ORDER_NOT_HERE",
    "direct, SHOWING,   ",
    "direct, PAYING,    PAYMENT_IN_PROGRESS",
    "direct, REJECTED,  ORDER_NOT_HERE",
    "listed, LISTED,    ORDER_NOT_HERE",
    "direct, PAID,      ORDER_NOT_HERE",
    "direct, WITHDRAWN, ORDER_NOT_HERE"
  })
  void rejectsOnlyTheDirectOrderOnTheScreen(
      String mode, OrderStatus status, OrderRefusal expected) {
    assertThat(ScreenPolicy.reject(TERMINAL, order(mode, status)))
        .isEqualTo(Optional.ofNullable(expected));
  }

  /** status, closed, whether the terminal's own payment is open: whether it stays. */
  @ParameterizedTest
  @CsvSource({
    "LISTED,    ,         false, true",
    "LISTED,    CANCELED, false, false",
    "LISTED,    CANCELED, true,  true",
    "PAID,      ,         false, false",
    "WITHDRAWN, CANCELED, false, false"
  })
  void pickHoldsTheScreenUntilItIsOver(
      OrderStatus status, WithdrawReason closed, boolean paying, boolean expected) {
    OpenOrder order = OrderFixture.listed("or_1", status);
    OpenOrder before = closed == null ? order : order.close(closed);
    assertThat(ScreenPolicy.holdsScreen(before, paying)).isEqualTo(expected);
  }

  private static OpenOrder order(String mode, OrderStatus status) {
    return mode.equals("listed")
        ? OrderFixture.listed("or_1", status)
        : OrderFixture.order("or_1", status);
  }
}

package dev.connectpos.terminal.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenOrderTest {
  @Test
  void standaloneSaleLivesAsLongAsItsPayment() {
    OpenOrder sale = OrderFixture.typed("or_9");
    assertThat(sale.status()).isEqualTo(OrderStatus.PAYING);
    OpenOrder paid = sale.settle(OrderFixture.tally(1990, 0));
    assertThat(paid.status()).isEqualTo(OrderStatus.PAID);
    // Given back, it is over: nobody pays it again.
    assertThat(paid.settle(OrderFixture.tally(0, 0)).status()).isEqualTo(OrderStatus.WITHDRAWN);
    assertThat(sale.settle(OrderFixture.tally(0, 0)).status()).isEqualTo(OrderStatus.WITHDRAWN);
    assertThat(sale.origin()).isEqualTo(PaymentOrigin.STANDALONE);
    assertThat(OrderFixture.order("or_1", OrderStatus.PAID).origin())
        .isEqualTo(PaymentOrigin.ORDER);
  }

  /** status, closed by the PDV, in flight and paid of R$ 19,90: the status it settles in. */
  @ParameterizedTest
  @CsvSource({
    "QUEUED,    ,         0,    0,    QUEUED",
    "QUEUED,    CANCELED, 0,    0,    WITHDRAWN",
    "SHOWING,   ,         0,    0,    SHOWING",
    "SHOWING,   ,         1990, 0,    PAYING",
    "SHOWING,   CANCELED, 0,    0,    WITHDRAWN",
    "PAYING,    ,         1990, 0,    PAYING",
    "PAYING,    ,         0,    0,    SHOWING",
    "PAYING,    ,         0,    1990, PAID",
    "PAYING,    ,         0,    1500, SHOWING",
    "PAYING,    CANCELED, 1990, 0,    PAYING",
    "PAYING,    CANCELED, 0,    0,    WITHDRAWN",
    "PAYING,    CANCELED, 0,    1990, PAID",
    "PAYING,    ,         1990, 1990, PAYING",
    "REJECTED,  ,         0,    0,    REJECTED",
    "REJECTED,  EXPIRED,  0,    0,    WITHDRAWN",
    "PAID,      ,         0,    0,    QUEUED",
    "PAID,      ,         0,    1990, PAID",
    "PAID,      PAID,     0,    1990, PAID",
    "PAID,      PAID,     0,    0,    WITHDRAWN",
    "WITHDRAWN, CANCELED, 0,    1990, PAID",
    "WITHDRAWN, CANCELED, 0,    0,    WITHDRAWN"
  })
  void directOrderSettlesByItsAttempts(
      OrderStatus status, WithdrawReason closed, long inFlight, long paid, OrderStatus expected) {
    assertSettles(OrderFixture.order("or_1", status), closed, inFlight, paid, expected);
  }

  @ParameterizedTest
  @CsvSource({
    "LISTED,    ,         0,    0,    LISTED",
    "LISTED,    ,         990,  1000, LISTED",
    "LISTED,    ,         0,    1000, LISTED",
    "LISTED,    ,         0,    1990, PAID",
    "LISTED,    ,         0,    2500, PAID",
    "LISTED,    ,         10,   1990, LISTED",
    "LISTED,    EXPIRED,  0,    1000, WITHDRAWN",
    "LISTED,    EXPIRED,  990,  1000, LISTED",
    "LISTED,    PAID,     0,    1990, PAID",
    "PAID,      ,         0,    1989, LISTED",
    "PAID,      PAID,     0,    0,    WITHDRAWN",
    "WITHDRAWN, CANCELED, 0,    1990, PAID",
    "WITHDRAWN, CANCELED, 0,    100,  WITHDRAWN"
  })
  void listedOrderSettlesByItsAttempts(
      OrderStatus status, WithdrawReason closed, long inFlight, long paid, OrderStatus expected) {
    assertSettles(OrderFixture.listed("or_1", status), closed, inFlight, paid, expected);
  }

  /** mode, status, closed by the PDV, in flight and paid: where one without items settles. */
  @ParameterizedTest
  @CsvSource({
    "direct, QUEUED,   ,         0,    0,    QUEUED",
    "direct, SHOWING,  ,         0,    0,    QUEUED",
    "direct, PAYING,   ,         1990, 0,    PAYING",
    "direct, PAYING,   ,         0,    0,    QUEUED",
    "direct, PAYING,   ,         0,    1990, PAID",
    "direct, PAID,     ,         0,    0,    QUEUED",
    "direct, REJECTED, ,         0,    0,    REJECTED",
    "direct, SHOWING,  CANCELED, 0,    0,    WITHDRAWN",
    "listed, LISTED,   ,         0,    0,    LISTED",
    "listed, LISTED,   ,         0,    1000, PAID",
    "listed, LISTED,   CANCELED, 0,    0,    WITHDRAWN"
  })
  void orderWithoutItemsIsNotPaid(
      String mode,
      OrderStatus status,
      WithdrawReason closed,
      long inFlight,
      long paid,
      OrderStatus expected) {
    OpenOrder order =
        mode.equals("direct")
            ? OrderFixture.order("or_1", status)
            : OrderFixture.listed("or_1", status);
    OpenOrder empty = order.worth(Money.brl(0));
    assertSettles(empty, closed, inFlight, paid, expected);
    if (expected == OrderStatus.QUEUED || expected == OrderStatus.LISTED) {
      assertThat(empty.settle(OrderFixture.tally(0, 0)).offScreen())
          .isEqualTo(WithdrawReason.RELEASED);
    }
  }

  private static void assertSettles(
      OpenOrder order, WithdrawReason closed, long inFlight, long paid, OrderStatus expected) {
    OpenOrder before = closed == null ? order : order.close(closed);
    assertThat(before.settle(OrderFixture.tally(paid, inFlight)).status()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 1990", "1000, 0, 990", "1000, 990, 0", "0, 1990, 0", "2500, 0, 0"})
  void owesWhatIsNeitherPaidNorInFlight(long paid, long inFlight, long owed) {
    OpenOrder order = OrderFixture.listed("or_1", OrderStatus.LISTED);
    assertThat(order.settle(OrderFixture.tally(paid, inFlight)).owed()).isEqualTo(Money.brl(owed));
  }

  /** amount, paid, in flight, of that on the terminal itself: what it may be paid there. */
  @ParameterizedTest
  @CsvSource({
    "1990, 0,    1990, 1990, 1990",
    "1500, 0,    1990, 1990, 1500",
    "0,    0,    1990, 1990, 0",
    "1990, 990,  1000, 0,    0",
    "1990, 0,    1500, 1000, 1490"
  })
  void owesATerminalsOwnPaymentToIt(
      long amount, long paid, long inFlight, long own, long expected) {
    OpenOrder order = OrderFixture.listed("or_1", OrderStatus.LISTED).worth(Money.brl(amount));
    assertThat(order.settle(OrderFixture.tally(paid, inFlight)).owedBut(Money.brl(own)))
        .isEqualTo(Money.brl(expected));
  }

  /** status, closed by the PDV, paid: why it is off the screen. */
  @ParameterizedTest
  @CsvSource({
    "LISTED,    ,         0,    RELEASED",
    "LISTED,    ,         1990, PAID",
    "LISTED,    EXPIRED,  0,    EXPIRED",
    "PAID,      ,         1990, PAID",
    "WITHDRAWN, CANCELED, 0,    CANCELED"
  })
  void saysWhyItIsOffTheScreen(
      OrderStatus status, WithdrawReason closed, long paid, WithdrawReason expected) {
    OpenOrder order = OrderFixture.listed("or_1", status);
    OpenOrder before = closed == null ? order : order.close(closed);
    assertThat(before.settle(OrderFixture.tally(paid, 0)).offScreen()).isEqualTo(expected);
  }

  @Test
  void isRejectedOnlyFromTheScreen() {
    OpenOrder rejected = OrderFixture.order("or_1", OrderStatus.SHOWING).reject();
    assertThat(rejected.status()).isEqualTo(OrderStatus.REJECTED);
    assertThat(rejected.offScreen()).isEqualTo(WithdrawReason.REJECTED);
    assertThatThrownBy(rejected::reject).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void turnComesOnce() {
    OpenOrder showing =
        OrderFixture.order("or_1", OrderStatus.QUEUED).show(PaymentAttemptFixture.NOW);
    assertThat(showing.status()).isEqualTo(OrderStatus.SHOWING);
    assertThat(showing.turnAt()).isEqualTo(PaymentAttemptFixture.NOW);
    assertThatThrownBy(() -> showing.show(PaymentAttemptFixture.NOW))
        .isInstanceOf(IllegalStateException.class);
  }
}

package dev.connectpos.terminal.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenOrderTest {

  /** status, closed by the PDV, an attempt open, one captured: the status it settles in. */
  @ParameterizedTest
  @CsvSource({
    "QUEUED,  ,         false, false, QUEUED",
    "QUEUED,  CANCELED, false, false, WITHDRAWN",
    "SHOWING, ,         false, false, SHOWING",
    "SHOWING, ,         true,  false, PAYING",
    "SHOWING, CANCELED, false, false, WITHDRAWN",
    "PAYING,  ,         true,  false, PAYING",
    "PAYING,  ,         false, false, SHOWING",
    "PAYING,  ,         false, true,  PAID",
    "PAYING,  CANCELED, true,  false, PAYING",
    "PAYING,  CANCELED, false, false, WITHDRAWN",
    "PAYING,  CANCELED, false, true,  PAID",
    "PAYING,  ,         true,  true,  PAYING",
    "PAID,    PAID,     false, true,  PAID",
    "WITHDRAWN, CANCELED, false, true, PAID"
  })
  void settlesByItsAttempts(
      OrderStatus status,
      WithdrawReason closed,
      boolean live,
      boolean captured,
      OrderStatus expected) {
    OpenOrder order = OrderFixture.order("or_1", status);
    if (closed != null) {
      order = order.close(closed);
    }
    assertThat(order.settle(live, captured).status()).isEqualTo(expected);
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

package dev.connectpos.order.domain;

import static dev.connectpos.order.domain.OrderFixture.PAID_AT;
import static dev.connectpos.order.domain.OrderFixture.PAYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.money.Money;
import org.junit.jupiter.api.Test;

/** What a charge counts against what its order owes. */
final class ChargeTest {
  private static final Money TEN = Money.brl(1000);
  private static final Money NOTHING = Money.brl(0);

  @Test
  void capturedInPartItCoversAllThatWasAuthorized() {
    assertThat(held60().with(new ChargeState.Paid(TEN, NOTHING, PAID_AT), PAID_AT).covers())
        .isEqualTo(Money.brl(6000));
  }

  @Test
  void givenBackInPartItCoversThatMuchLess() {
    var some = Money.brl(400);
    assertThat(held60().with(new ChargeState.Paid(TEN, some, PAID_AT), PAID_AT).covers())
        .isEqualTo(Money.brl(5600));
  }

  @Test
  void givenBackItCoversNothing() {
    assertThat(held60().with(new ChargeState.Voided(TEN, PAID_AT, PAID_AT), PAID_AT).covers())
        .isEqualTo(NOTHING);
    assertThat(held60().with(new ChargeState.Refunded(TEN, PAID_AT, PAID_AT), PAID_AT).covers())
        .isEqualTo(NOTHING);
  }

  @Test
  void heldItCoversNothingYet() {
    assertThat(held60().covers()).isEqualTo(NOTHING);
  }

  private static Charge held60() {
    return OrderFixture.pending(PAYMENT, 6000);
  }
}

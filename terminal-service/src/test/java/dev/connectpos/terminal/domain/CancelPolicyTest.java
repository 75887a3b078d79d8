package dev.connectpos.terminal.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.money.Money;
import dev.connectpos.terminal.domain.CancelPolicy.At;
import dev.connectpos.terminal.domain.PaymentAttemptState.Captured;
import dev.connectpos.terminal.domain.PaymentAttemptState.Expired;
import dev.connectpos.terminal.domain.PaymentAttemptState.Held;
import dev.connectpos.terminal.domain.PaymentAttemptState.Refunded;
import dev.connectpos.terminal.domain.PaymentAttemptState.Voided;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who may cancel what (T6), in the order of {@link CancelRefusal}. */
class CancelPolicyTest {
  private static final At UNLOCKED = new At(true, false, null);
  private static final Approval APPROVAL = PaymentAttemptFixture.APPROVAL;

  @Test
  void wholeSaleMayBeCancelledOnAnUnlockedIdleTerminal() {
    assertThat(refusal(UNLOCKED, captured(), 1990)).isEmpty();
    assertThat(refusal(UNLOCKED, held(), 1990)).isEmpty();
  }

  @Test
  void sessionMustBeUnlockedBeforeAnythingElseIsSaid() {
    assertThat(CancelPolicy.refusal(new At(false, true, null), null, Money.brl(1)))
        .contains(CancelRefusal.ADMIN_REQUIRED);
  }

  @Test
  void orderAndPaymentOfTheTerminalComeFirst() {
    var order = new OrderId("or_2");
    assertThat(refusal(new At(true, true, order), captured(), 1990))
        .contains(CancelRefusal.PAYMENT_IN_PROGRESS);
    assertThat(refusal(new At(true, false, order), captured(), 1990))
        .contains(CancelRefusal.SCREEN_TAKEN);
  }

  @Test
  void saleMustBeKnownAndHaveSomethingLeft() {
    assertThat(CancelPolicy.refusal(UNLOCKED, null, Money.brl(1990)))
        .contains(CancelRefusal.UNKNOWN_SALE);
    assertThat(refusal(UNLOCKED, in(new Voided(APPROVAL)), 1990))
        .contains(CancelRefusal.NOT_CANCELABLE);
    assertThat(refusal(UNLOCKED, in(new Expired(APPROVAL)), 1990))
        .contains(CancelRefusal.NOT_CANCELABLE);
    assertThat(refusal(UNLOCKED, refunded(1990), 1990)).contains(CancelRefusal.NOT_CANCELABLE);
  }

  @Test
  void oneCancellationIsInProgressAtATime() {
    var sale = new PastSale(captured().payment(), "PED-1", PaymentAttemptFixture.NOW, true);
    assertThat(refusal(UNLOCKED, sale, 1990)).contains(CancelRefusal.NOT_CANCELABLE);
  }

  @Test
  void amountIsAllThatIsLeft() {
    assertThat(refusal(UNLOCKED, captured(), 1989)).contains(CancelRefusal.AMOUNT_MISMATCH);
    assertThat(refusal(UNLOCKED, refunded(90), 1990)).contains(CancelRefusal.AMOUNT_MISMATCH);
    assertThat(refusal(UNLOCKED, refunded(90), 1900)).isEmpty();
    PastSale inPart = in(new Captured(APPROVAL, Money.brl(1500)));
    assertThat(refusal(UNLOCKED, inPart, 1500)).isEmpty();
  }

  @Test
  void saleIsShownAsItStands() {
    assertThat(captured().status()).isEqualTo(SaleStatus.CAPTURED);
    assertThat(held().status()).isEqualTo(SaleStatus.HELD);
    assertThat(refunded(90).status()).isEqualTo(SaleStatus.PARTIALLY_REFUNDED);
    assertThat(refunded(1990).status()).isEqualTo(SaleStatus.REFUNDED);
    assertThat(in(new Voided(APPROVAL)).status()).isEqualTo(SaleStatus.VOIDED);
    assertThat(in(new Expired(APPROVAL)).status()).isEqualTo(SaleStatus.EXPIRED);
    assertThatThrownBy(() -> in(new PaymentAttemptState.Verifying()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Optional<CancelRefusal> refusal(At at, PastSale sale, long minor) {
    return CancelPolicy.refusal(at, sale, Money.brl(minor));
  }

  private static PastSale captured() {
    return in(new Captured(APPROVAL, Money.brl(1990)));
  }

  private static PastSale held() {
    return in(
        new Held(
            APPROVAL, OperationType.PRE_AUTH, PaymentAttemptFixture.NOW.plus(Duration.ofDays(7))));
  }

  private static PastSale refunded(long minor) {
    return in(new Refunded(APPROVAL, Money.brl(1990), Money.brl(minor)));
  }

  private static PastSale in(PaymentAttemptState state) {
    return new PastSale(PaymentAttemptFixture.in(state), "PED-1", PaymentAttemptFixture.NOW, false);
  }
}

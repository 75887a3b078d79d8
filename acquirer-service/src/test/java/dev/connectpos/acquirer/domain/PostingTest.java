package dev.connectpos.acquirer.domain;

import static dev.connectpos.acquirer.domain.LedgerAccount.FEE_REVENUE;
import static dev.connectpos.acquirer.domain.LedgerAccount.MERCHANT_FEE;
import static dev.connectpos.acquirer.domain.LedgerAccount.MERCHANT_RECEIVABLE;
import static dev.connectpos.acquirer.domain.LedgerAccount.NETWORK_CLEARING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.acquirer.domain.Posting.Entry;
import dev.connectpos.money.Money;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PostingTest {
  private static final FeeSchedule FEES = new FeeSchedule(299, 149, 0);

  @Test
  void postsGrossAndFee() {
    assertThat(capture(100_00, PaymentType.CREDIT).entries())
        .containsExactly(
            new Entry(NETWORK_CLEARING, Money.brl(100_00)),
            new Entry(MERCHANT_RECEIVABLE, Money.brl(-100_00)),
            new Entry(MERCHANT_FEE, Money.brl(2_99)),
            new Entry(FEE_REVENUE, Money.brl(-2_99)));
  }

  @Test
  void postsNoFeeOfNothing() {
    assertThat(capture(100_00, PaymentType.VOUCHER).entries()).hasSize(2);
    assertThat(capture(1, PaymentType.CREDIT).entries()).hasSize(2);
  }

  @Test
  void roundsHalvesUp() {
    assertThat(
            new FeeSchedule(50, 0, 0)
                .fee(Money.brl(1_00), plan(PaymentType.CREDIT), CardBrand.VISA))
        .isEqualTo(Money.brl(1));
    assertThat(
            new FeeSchedule(49, 0, 0)
                .fee(Money.brl(1_00), plan(PaymentType.CREDIT), CardBrand.VISA))
        .isEqualTo(Money.brl(0));
  }

  @Test
  void refusesEntriesThatDoNotBalance() {
    var terms = PaymentFixture.terms();
    var entries =
        List.of(
            new Entry(NETWORK_CLEARING, Money.brl(100)),
            new Entry(MERCHANT_RECEIVABLE, Money.brl(-99)));
    assertThatThrownBy(
            () ->
                new Posting(
                    terms.id(), terms.accountId(), "capture", null, PaymentFixture.NOW, entries))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("unbalanced");
  }

  @Test
  void refusesFeesOutOfRange() {
    assertThatThrownBy(() -> new FeeSchedule(10_001, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FeeSchedule(0, -1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void alwaysBalancesAndNeverTakesMoreThanTheSale(
      @ForAll @LongRange(min = 1, max = 1_000_000_000_00L) long amount,
      @ForAll @IntRange(max = 10_000) int points) {
    var fees = new FeeSchedule(points, 0, 0);
    var gross = Money.brl(amount);
    var posting = capture(gross, PaymentType.CREDIT, fees);
    long sum = posting.entries().stream().mapToLong(entry -> entry.amount().minor()).sum();
    assertThat(sum).isZero();
    assertThat(fees.fee(gross, plan(PaymentType.CREDIT), CardBrand.VISA))
        .isBetween(Money.brl(0), gross);
  }

  private static Posting capture(long minor, PaymentType type) {
    return capture(Money.brl(minor), type, FEES);
  }

  private static Posting capture(Money gross, PaymentType type, FeeSchedule fees) {
    var fee = fees.fee(gross, plan(type), CardBrand.VISA);
    var money = new CapturedMoney(gross, fee, PaymentFixture.NOW, null, true);
    var event =
        new PaymentEvent.Captured(
            PaymentFixture.CARD, PaymentFixture.APPROVAL, Captures.NONE.with(money));
    return Posting.of(Payment.of(PaymentFixture.terms(gross, type)), event).orElseThrow();
  }

  private static PaymentPlan plan(PaymentType type) {
    return new PaymentPlan(type, 1, InstallmentType.MERCHANT);
  }
}

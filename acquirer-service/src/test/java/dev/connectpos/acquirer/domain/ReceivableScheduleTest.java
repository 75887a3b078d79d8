package dev.connectpos.acquirer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.acquirer.domain.Receivable.Kind;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ReceivableScheduleTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-25");

  @Test
  void oneForEachInstallmentEveryThirtyDays() {
    assertThat(credits(100_00, 3_50, 3))
        .containsExactly(
            credit(1, 33_34, 1_17, "2026-12-28"), // 30 days are Christmas, then a weekend.
            credit(2, 33_33, 1_17, "2027-01-25"), // A Sunday moves too.
            credit(3, 33_33, 1_16, "2027-02-23"));
  }

  @Test
  void aSaleWithoutInstallmentsIsDueInThirtyDays() {
    assertThat(credits(100_00, 2_99, 1)).containsExactly(credit(1, 100_00, 2_99, "2026-12-28"));
  }

  /** The shopper owes the issuer, who pays the merchant at once. */
  @Test
  void whatTheIssuerFinancesIsDueAsOne() {
    var plan = new PaymentPlan(PaymentType.CREDIT, 12, InstallmentType.ISSUER);
    assertThat(ReceivableSchedule.credits(plan, CardFunding.CREDIT, captures(100_00, 2_99), DAY))
        .containsExactly(credit(1, 100_00, 2_99, "2026-12-28"));
  }

  @Test
  void debitIsDueOnTheNextBusinessDay() {
    assertThat(dueOn(PaymentType.DEBIT, CardFunding.DEBIT, "2026-11-25")).isEqualTo("2026-11-26");
    assertThat(dueOn(PaymentType.DEBIT, CardFunding.DEBIT, "2026-11-27")).isEqualTo("2026-11-30");
    assertThat(dueOn(PaymentType.DEBIT, CardFunding.DEBIT, "2026-02-13")).isEqualTo("2026-02-18");
    assertThat(dueOn(PaymentType.VOUCHER, CardFunding.PREPAID, "2026-11-27"))
        .isEqualTo("2026-11-30");
  }

  @Test
  void prepaidIsDueOnTheSecondBusinessDay() {
    assertThat(dueOn(PaymentType.DEBIT, CardFunding.PREPAID, "2026-11-27")).isEqualTo("2026-12-01");
    assertThat(dueOn(PaymentType.CREDIT, CardFunding.PREPAID, "2026-11-26"))
        .isEqualTo("2026-11-30");
  }

  @Test
  void installmentsOfNothingAreNone() {
    assertThat(credits(2, 1, 3))
        .extracting(Receivable::amount)
        .containsExactly(Money.brl(1), Money.brl(1));
  }

  @Test
  void aRefundTakesFromTheLatestFirst() {
    var credits = credits(100_00, 3_50, 3);
    assertThat(refunds(100_00, 3_50, 0, 40_00, credits))
        .containsExactly(
            refund(2, -6_67, -24, "2027-01-25"), refund(3, -33_33, -1_16, "2027-02-23"));
    assertThat(refunds(100_00, 3_50, 40_00, 100_00, credits))
        .containsExactly(
            refund(1, -33_34, -1_17, "2026-12-28"), refund(2, -26_66, -93, "2027-01-25"));
  }

  /** Its day is over: it is taken from whatever is due next. */
  @Test
  void whatIsPaidOutAlreadyIsTakenBackAtOnce() {
    var credits = credits(100_00, 3_50, 3);
    assertThat(
            ReceivableSchedule.refunds(
                captures(100_00, 3_50),
                Money.brl(0),
                Money.brl(70_00),
                credits,
                LocalDate.parse("2027-02-06")))
        .containsExactly(
            refund(1, -3_34, -12, "2027-02-10"), // A Saturday, then Carnival.
            refund(2, -33_33, -1_17, "2027-02-10"),
            refund(3, -33_33, -1_16, "2027-02-23"));
  }

  @Property
  void noCentavoIsMadeOrLost(
      @ForAll @LongRange(min = 1, max = 1_000_000_00) long captured,
      @ForAll @IntRange(max = 10_000) int points,
      @ForAll @IntRange(min = 1, max = 24) int installments,
      @ForAll @Size(max = 8) List<@LongRange(min = 1, max = 1_000_000_00) Long> parts) {
    var plan = new PaymentPlan(PaymentType.CREDIT, installments, InstallmentType.MERCHANT);
    var fee = new FeeSchedule(points, 0, 0).fee(Money.brl(captured), plan, CardBrand.VISA);
    var money = new CapturedMoney(Money.brl(captured), fee, PaymentFixture.NOW, null, true);
    var credits =
        ReceivableSchedule.credits(plan, CardFunding.CREDIT, Captures.NONE.with(money), DAY);
    var all = new ArrayList<>(credits);
    Money given = Money.brl(0);
    assertSums(all, money, given);
    for (long part : parts) {
      Money now = Money.brl(Math.min(captured, given.minor() + part % captured + 1));
      if (now.compareTo(given) > 0) {
        all.addAll(
            ReceivableSchedule.refunds(
                Captures.NONE.with(money), given, now, credits, DAY.plusDays(40)));
        given = now;
        assertSums(all, money, given);
      }
    }
  }

  private static void assertSums(List<Receivable> all, CapturedMoney money, Money given) {
    var captures = Captures.NONE.with(money);
    assertThat(sum(all, 0)).isEqualTo(money.amount().minus(given).minor());
    long net = all.stream().mapToLong(one -> one.net().minor()).sum();
    assertThat(net).isEqualTo(captures.net(Currency.BRL).minus(captures.cost(given)).minor());
    boolean takenFrom = false;
    for (Receivable credit : all.stream().filter(one -> one.kind() == Kind.CREDIT).toList()) {
      long left = sum(all, credit.installment());
      long netLeft =
          all.stream()
              .filter(one -> one.installment() == credit.installment())
              .mapToLong(one -> one.net().minor())
              .sum();
      assertThat(left).isBetween(0L, credit.amount().minor());
      // Nobody owes a fee of what went back, nor gets more than the amount.
      assertThat(netLeft).isBetween(0L, left);
      // Latest first: behind one that something was taken from, nothing is left.
      assertThat(takenFrom && left > 0).as("latest first, %s", all).isFalse();
      takenFrom |= left < credit.amount().minor();
    }
  }

  private static long sum(List<Receivable> all, int installment) {
    return all.stream()
        .filter(one -> installment == 0 || one.installment() == installment)
        .mapToLong(one -> one.amount().minor())
        .sum();
  }

  private static String dueOn(PaymentType type, CardFunding funding, String day) {
    var plan = new PaymentPlan(type, 1, InstallmentType.MERCHANT);
    return ReceivableSchedule.credits(plan, funding, captures(1_00, 0), LocalDate.parse(day))
        .getFirst()
        .dueOn()
        .toString();
  }

  private static List<Receivable> credits(long minor, long fee, int installments) {
    return ReceivableSchedule.credits(
        new PaymentPlan(PaymentType.CREDIT, installments, InstallmentType.MERCHANT),
        CardFunding.CREDIT,
        captures(minor, fee),
        DAY);
  }

  private static List<Receivable> refunds(
      long minor, long fee, long before, long now, List<Receivable> credits) {
    return ReceivableSchedule.refunds(
        captures(minor, fee), Money.brl(before), Money.brl(now), credits, DAY.plusDays(1));
  }

  private static Captures captures(long minor, long fee) {
    return Captures.NONE.with(
        new CapturedMoney(Money.brl(minor), Money.brl(fee), PaymentFixture.NOW, null, true));
  }

  private static Receivable credit(int installment, long minor, long fee, String dueOn) {
    return new Receivable(
        Kind.CREDIT, 1, installment, Money.brl(minor), Money.brl(fee), LocalDate.parse(dueOn));
  }

  private static Receivable refund(int installment, long minor, long fee, String dueOn) {
    return new Receivable(
        Kind.REFUND, 1, installment, Money.brl(minor), Money.brl(fee), LocalDate.parse(dueOn));
  }
}

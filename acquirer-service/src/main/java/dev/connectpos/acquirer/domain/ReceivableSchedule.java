package dev.connectpos.acquirer.domain;

import dev.connectpos.acquirer.domain.Receivable.Kind;
import dev.connectpos.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * When a merchant gets the money of a sale (A11), and from which of these days it is taken back.
 *
 * <p>What goes back of a capture is thought of as one stretch: the last centavo of the last
 * instalment is the first to go. An instalment owns a piece of that stretch, and its fee is what
 * {@link CapturedMoney#feeBack} gives back over that piece. So fees sum up exactly, whatever is
 * given back in which parts, and an instalment that went back as a whole has no fee left. {@link
 * Captures} tells what goes back of which capture.
 */
public final class ReceivableSchedule {
  private static final int DAYS_OF_INSTALLMENT = 30;
  private static final int PREPAID_BUSINESS_DAYS = 2;

  private ReceivableSchedule() {}

  /**
   * One receivable of the latest capture for each instalment that the merchant finances; what the
   * issuer finances is due as one. An instalment of nothing, of a sale of fewer centavos than
   * instalments, is none.
   *
   * @param day of the capture, where the merchant is
   */
  public static List<Receivable> credits(
      PaymentPlan plan, CardFunding funding, Captures captures, LocalDate day) {
    CapturedMoney money = captures.last();
    int capture = captures.all().size();
    var credits = new ArrayList<Receivable>();
    List<Money> amounts = amounts(plan, money);
    Money behind = money.amount();
    for (int i = 1; i <= amounts.size(); i++) {
      Money amount = amounts.get(i - 1);
      Money after = behind.minus(amount);
      if (amount.isPositive()) {
        Money fee = money.feeBack(behind).minus(money.feeBack(after));
        LocalDate dueOn = dueOn(plan, funding, i, day);
        credits.add(new Receivable(Kind.CREDIT, capture, i, amount, fee, dueOn));
      }
      behind = after;
    }
    return List.copyOf(credits);
  }

  /**
   * What is taken back from the latest instalments first: between what had gone back before and
   * what has now.
   *
   * @param credits of the payment, by capture and instalment, as they were made
   * @param day of the giving back, where the merchant is
   */
  public static List<Receivable> refunds(
      Captures captures, Money before, Money now, List<Receivable> credits, LocalDate day) {
    LocalDate atOnce = BankingCalendar.onOrAfter(day);
    var refunds = new ArrayList<Receivable>();
    for (int i = 1; i <= captures.all().size(); i++) {
      int capture = i;
      CapturedMoney money = captures.all().get(i - 1);
      var own = credits.stream().filter(credit -> credit.capture() == capture).toList();
      var stretch = new Stretch(captures.back(money, before), captures.back(money, now));
      refunds.addAll(refunds(money, stretch, own, atOnce));
    }
    return List.copyOf(refunds);
  }

  /** What of a capture had gone back before, and what has now. */
  private record Stretch(Money before, Money now) {}

  private static List<Receivable> refunds(
      CapturedMoney money, Stretch back, List<Receivable> credits, LocalDate atOnce) {
    var refunds = new ArrayList<Receivable>();
    Money behind = money.amount();
    for (Receivable credit : credits) {
      Money after = behind.minus(credit.amount());
      Money from = later(back.before(), after);
      Money to = earlier(back.now(), behind);
      if (from.compareTo(to) < 0) {
        refunds.add(
            new Receivable(
                Kind.REFUND,
                credit.capture(),
                credit.installment(),
                from.minus(to),
                money.feeBack(from).minus(money.feeBack(to)),
                // Of what is paid out already, or about to be: taken from whatever comes next.
                credit.dueOn().isAfter(atOnce) ? credit.dueOn() : atOnce));
      }
      behind = after;
    }
    return refunds;
  }

  private static List<Money> amounts(PaymentPlan plan, CapturedMoney money) {
    boolean split = plan.installmentType() == InstallmentType.MERCHANT;
    return money.amount().allocate(split ? plan.installments() : 1);
  }

  private static LocalDate dueOn(
      PaymentPlan plan, CardFunding funding, int installment, LocalDate day) {
    return switch (plan.type()) {
      case VOUCHER -> BankingCalendar.after(day, 1);
      case DEBIT ->
          BankingCalendar.after(day, funding == CardFunding.PREPAID ? PREPAID_BUSINESS_DAYS : 1);
      case CREDIT ->
          funding == CardFunding.PREPAID
              ? BankingCalendar.after(day, PREPAID_BUSINESS_DAYS)
              : BankingCalendar.onOrAfter(day.plusDays((long) DAYS_OF_INSTALLMENT * installment));
    };
  }

  private static Money later(Money one, Money other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Money earlier(Money one, Money other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}

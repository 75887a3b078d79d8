package dev.connectpos.terminal.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.money.Money;
import dev.connectpos.terminal.domain.DayEntry.GivenBack;
import dev.connectpos.terminal.domain.DayEntry.Sold;
import dev.connectpos.terminal.domain.PaymentAttemptState.Captured;
import dev.connectpos.terminal.domain.PaymentAttemptState.Confirmed;
import dev.connectpos.terminal.domain.PaymentAttemptState.Held;
import dev.connectpos.terminal.domain.PaymentAttemptState.Refunded;
import dev.connectpos.terminal.domain.PaymentAttemptState.Voided;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What changes of payments add to the report of a day (T7). */
class DayEntryTest {
  private static final Approval APPROVAL = PaymentAttemptFixture.APPROVAL;
  private static final Captured CAPTURED = new Captured(APPROVAL, Money.brl(1990));
  private static final Confirmed CONFIRMED = new Confirmed(APPROVAL, PaymentAttemptFixture.NOW);
  private static final Held HELD =
      new Held(APPROVAL, OperationType.PRE_AUTH, PaymentAttemptFixture.NOW);

  @Test
  void captureIsASaleAndAHoldIsNone() {
    assertThat(DayEntry.between(CONFIRMED, CAPTURED)).contains(new Sold(Money.brl(1990), APPROVAL));
    assertThat(DayEntry.between(CONFIRMED, HELD)).isEmpty();
    assertThat(DayEntry.between(HELD, CAPTURED)).contains(new Sold(Money.brl(1990), APPROVAL));
    assertThat(DayEntry.between(CAPTURED, CAPTURED)).isEmpty();
  }

  @Test
  void voidOfACaptureGivesItBackAndOfAHoldNothing() {
    assertThat(DayEntry.between(CAPTURED, new Voided(APPROVAL)))
        .contains(new GivenBack(Money.brl(1990), APPROVAL));
    assertThat(DayEntry.between(HELD, new Voided(APPROVAL))).isEmpty();
    assertThat(DayEntry.between(new Voided(APPROVAL), new Voided(APPROVAL))).isEmpty();
  }

  @Test
  void everyRefundIsWhatItAdds() {
    var some = new Refunded(APPROVAL, Money.brl(1990), Money.brl(90));
    var all = new Refunded(APPROVAL, Money.brl(1990), Money.brl(1990));
    assertThat(DayEntry.between(CAPTURED, some)).contains(new GivenBack(Money.brl(90), APPROVAL));
    assertThat(DayEntry.between(some, all)).contains(new GivenBack(Money.brl(1900), APPROVAL));
    assertThat(DayEntry.between(all, all)).isEmpty();
  }

  @Test
  void totalIsTheSumOfTheRows() {
    var report =
        new SalesReport(
            LocalDate.of(2026, 11, 23),
            ZoneId.of("America/Sao_Paulo"),
            List.of(
                row(PaymentType.CREDIT, 2, 3000, 1, 1000), row(PaymentType.DEBIT, 1, 500, 0, 0)));
    assertThat(report.total())
        .isEqualTo(new SalesReport.Sums(3, Money.brl(3500), 1, Money.brl(1000)));
  }

  private static SalesReport.Row row(
      PaymentType type, long sales, long sold, long canceled, long givenBack) {
    return new SalesReport.Row(
        type, "Visa", new SalesReport.Sums(sales, Money.brl(sold), canceled, Money.brl(givenBack)));
  }
}

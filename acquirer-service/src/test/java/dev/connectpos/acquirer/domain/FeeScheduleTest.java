package dev.connectpos.acquirer.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.acquirer.domain.FeeSchedule.Rate;
import dev.connectpos.money.Money;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeeScheduleTest {
  private static final FeeSchedule TABLE =
      new FeeSchedule(
          List.of(
              new Rate(CardBrand.AMEX, PaymentType.CREDIT, 1, 1, 399),
              new Rate(CardBrand.AMEX, PaymentType.CREDIT, 2, 24, 499),
              new Rate(null, PaymentType.CREDIT, 2, 6, 349)),
          299,
          149,
          0);

  @ParameterizedTest
  @CsvSource({
    "VISA, CREDIT, 1, 2_99",
    "VISA, CREDIT, 2, 3_49",
    "VISA, CREDIT, 6, 3_49",
    "VISA, CREDIT, 7, 2_99",
    "AMEX, CREDIT, 1, 3_99",
    "AMEX, CREDIT, 2, 4_99",
    "AMEX, CREDIT, 24, 4_99",
    "AMEX, DEBIT, 1, 1_49",
    "ELO, VOUCHER, 1, 0_00"
  })
  void theFirstRateThatCoversASaleIsItsRate(
      CardBrand brand, PaymentType type, int installments, String fee) {
    var plan = new PaymentPlan(type, installments, InstallmentType.MERCHANT);
    assertThat(TABLE.fee(Money.brl(100_00), plan, brand))
        .isEqualTo(Money.brl(Long.parseLong(fee.replace("_", ""))));
  }

  @Test
  void refusesATableWithAHole() {
    var all = new Rate(null, PaymentType.CREDIT, 1, 12, 299);
    assertThatThrownBy(() -> new FeeSchedule(List.of(all)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no fee for");
  }

  @Test
  void refusesRangesOutOfRange() {
    assertThatThrownBy(() -> new Rate(null, PaymentType.CREDIT, 0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Rate(null, PaymentType.CREDIT, 3, 2, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Rate(null, PaymentType.CREDIT, 1, 25, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

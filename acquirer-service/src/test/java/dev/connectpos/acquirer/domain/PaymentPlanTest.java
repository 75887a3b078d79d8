package dev.connectpos.acquirer.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A1: credit up to 24 instalments, debit and voucher at once. */
class PaymentPlanTest {
  @ParameterizedTest
  @CsvSource({"CREDIT, 1", "CREDIT, 24", "DEBIT, 1", "VOUCHER, 1"})
  void acceptsWhatTheAcquirerOffers(PaymentType type, int installments) {
    assertThat(new PaymentPlan(type, installments, InstallmentType.ISSUER).installments())
        .isEqualTo(installments);
  }

  @ParameterizedTest
  @CsvSource({"CREDIT, 0", "CREDIT, 25", "DEBIT, 2", "VOUCHER, 2"})
  void refusesTheRest(PaymentType type, int installments) {
    assertThatThrownBy(() -> new PaymentPlan(type, installments, InstallmentType.MERCHANT))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package dev.connectpos.terminal.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartPolicyTest {
  private static final Terminal TERMINAL = OrderFixture.terminal("acc_1", "EMU1");

  @ParameterizedTest
  @CsvSource({
    "QUEUED,    ORDER_NOT_HERE",
    "SHOWING,   ",
    "PAYING,    PAYMENT_IN_PROGRESS",
    "PAID,      ORDER_ALREADY_PAID",
    "WITHDRAWN, ORDER_NOT_HERE"
  })
  void onlyAnOrderOnTheScreenMayBePaid(OrderStatus status, PaymentRefusal expected) {
    assertThat(
            StartPolicy.refusal(
                TERMINAL, OrderFixture.order("or_1", status), PaymentAttemptFixture.sale(1990)))
        .isEqualTo(java.util.Optional.ofNullable(expected));
  }

  @Test
  void refusesTheOrderOfAnotherTerminalOrAccount() {
    OpenOrder order = OrderFixture.order("or_1", OrderStatus.SHOWING);
    Sale sale = PaymentAttemptFixture.sale(1990);
    assertThat(StartPolicy.refusal(OrderFixture.terminal("acc_1", "EMU2"), order, sale))
        .contains(PaymentRefusal.ORDER_NOT_HERE);
    assertThat(StartPolicy.refusal(OrderFixture.terminal("acc_2", "EMU1"), order, sale))
        .contains(PaymentRefusal.ORDER_NOT_HERE);
  }

  @Test
  void refusesAnyOtherAmountOrCurrency() {
    OpenOrder order = OrderFixture.order("or_1", OrderStatus.SHOWING);
    assertThat(StartPolicy.refusal(TERMINAL, order, PaymentAttemptFixture.sale(1989)))
        .contains(PaymentRefusal.AMOUNT_MISMATCH);
    assertThat(StartPolicy.refusal(TERMINAL, order, PaymentAttemptFixture.sale(1991)))
        .contains(PaymentRefusal.AMOUNT_MISMATCH);
    var dollars =
        new Sale(
            new Money(1990, Currency.USD),
            PaymentType.CREDIT,
            1,
            InstallmentType.MERCHANT,
            EntryMode.CHIP);
    assertThat(StartPolicy.refusal(TERMINAL, order, dollars))
        .contains(PaymentRefusal.AMOUNT_MISMATCH);
  }

  @Test
  void refusesTermsThatThePdvFixedOtherwise() {
    var debit =
        new Sale(Money.brl(1990), PaymentType.DEBIT, 1, InstallmentType.MERCHANT, EntryMode.CHIP);
    assertThat(
            StartPolicy.refusal(TERMINAL, OrderFixture.order("or_1", OrderStatus.SHOWING), debit))
        .contains(PaymentRefusal.TERMS_MISMATCH);
  }

  @Test
  void saleIsAboveZeroAndInAtMost24Instalments() {
    assertThatThrownBy(() -> PaymentAttemptFixture.sale(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new Sale(
                    Money.brl(1), PaymentType.CREDIT, 25, InstallmentType.MERCHANT, EntryMode.CHIP))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

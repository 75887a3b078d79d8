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
    "REJECTED,  ORDER_NOT_HERE",
    "PAID,      ORDER_ALREADY_PAID",
    "WITHDRAWN, ORDER_NOT_HERE"
  })
  void onlyAnOrderOnTheScreenMayBePaid(OrderStatus status, PaymentRefusal expected) {
    assertThat(
            StartPolicy.refusal(
                TERMINAL,
                OrderFixture.order("or_1", status),
                false,
                PaymentAttemptFixture.sale(1990)))
        .isEqualTo(java.util.Optional.ofNullable(expected));
  }

  @Test
  void refusesTheOrderOfAnotherTerminalOrAccount() {
    OpenOrder order = OrderFixture.order("or_1", OrderStatus.SHOWING);
    Sale sale = PaymentAttemptFixture.sale(1990);
    assertThat(StartPolicy.refusal(OrderFixture.terminal("acc_1", "EMU2"), order, false, sale))
        .contains(PaymentRefusal.ORDER_NOT_HERE);
    assertThat(StartPolicy.refusal(OrderFixture.terminal("acc_2", "EMU1"), order, false, sale))
        .contains(PaymentRefusal.ORDER_NOT_HERE);
  }

  @ParameterizedTest
  @CsvSource({
    "false, ,     ",
    "true,  ,     PAYMENT_IN_PROGRESS",
    "true,  or_1, PAYMENT_IN_PROGRESS",
    "false, or_1, SCREEN_TAKEN"
  })
  void saleIsTypedOnlyWhileTheScreenIsFree(
      boolean paying, String onScreen, PaymentRefusal expected) {
    OrderId order = onScreen == null ? null : new OrderId(onScreen);
    assertThat(StartPolicy.standalone(paying, order))
        .isEqualTo(java.util.Optional.ofNullable(expected));
  }

  @Test
  void deactivatedTerminalPaysNoOrder() {
    Terminal inactive = TERMINAL.as(new Activation(false, TerminalMode.DIRECT));
    OpenOrder order = OrderFixture.order("or_1", OrderStatus.SHOWING);
    assertThat(StartPolicy.refusal(inactive, order, false, PaymentAttemptFixture.sale(1990)))
        .contains(PaymentRefusal.ORDER_NOT_HERE);
  }

  @Test
  void refusesAnyOtherAmountOrCurrency() {
    OpenOrder order = OrderFixture.order("or_1", OrderStatus.SHOWING);
    assertThat(StartPolicy.refusal(TERMINAL, order, false, PaymentAttemptFixture.sale(1989)))
        .contains(PaymentRefusal.AMOUNT_MISMATCH);
    assertThat(StartPolicy.refusal(TERMINAL, order, false, PaymentAttemptFixture.sale(1991)))
        .contains(PaymentRefusal.AMOUNT_MISMATCH);
    var dollars =
        new Sale(
            new Money(1990, Currency.USD),
            PaymentType.CREDIT,
            1,
            InstallmentType.MERCHANT,
            EntryMode.CHIP);
    assertThat(StartPolicy.refusal(TERMINAL, order, false, dollars))
        .contains(PaymentRefusal.AMOUNT_MISMATCH);
  }

  /** paid and in flight of R$ 19,90, amount, whether the terminal pays already: the refusal. */
  @ParameterizedTest
  @CsvSource({
    "0,    0,    1990, false, ",
    "0,    0,    1,    false, ",
    "1000, 0,    990,  false, ",
    "1000, 0,    991,  false, AMOUNT_ABOVE_OWED",
    "0,    1000, 990,  false, ",
    "0,    1000, 991,  false, AMOUNT_ABOVE_OWED",
    "500,  1490, 1,    false, PAYMENT_IN_PROGRESS",
    "500,  1000, 1,    true,  PAYMENT_IN_PROGRESS",
    "1990, 0,    1,    false, ORDER_ALREADY_PAID",
    "2500, 10,   1,    true,  ORDER_ALREADY_PAID"
  })
  void listedOrderIsPaidInPartsUpToWhatItOwes(
      long paid, long inFlight, long amount, boolean paying, PaymentRefusal expected) {
    assertThat(split(listed(false), paid, inFlight, amount, paying))
        .isEqualTo(java.util.Optional.ofNullable(expected));
  }

  @Test
  void moreThanIsOwedIsTakenWhereThePdvAllowsIt() {
    assertThat(split(listed(true), 1000, 0, 5000, false)).isEmpty();
    assertThat(split(listed(true), 1000, 990, 1, false)).isEmpty();
    assertThat(split(listed(true), 1990, 0, 1, false)).contains(PaymentRefusal.ORDER_ALREADY_PAID);
  }

  @Test
  void listedOrderWithoutItemsIsNotPaid() {
    OpenOrder empty = listed(true).worth(Money.brl(0));
    assertThat(split(empty, 0, 0, 1, false)).contains(PaymentRefusal.ORDER_NOT_HERE);
  }

  @Test
  void listedOrderIsPaidOnlyWhereItWasPicked() {
    OpenOrder order = listed(false);
    assertThat(StartPolicy.refusal(TERMINAL, order, false, PaymentAttemptFixture.sale(1)))
        .contains(PaymentRefusal.ORDER_NOT_HERE);
    assertThat(
            StartPolicy.refusal(
                TERMINAL.picking(order.id()),
                order.close(WithdrawReason.CANCELED),
                false,
                PaymentAttemptFixture.sale(1)))
        .contains(PaymentRefusal.ORDER_NOT_HERE);
  }

  private static OpenOrder listed(boolean overpaymentAllowed) {
    OpenOrder order = OrderFixture.listed("or_1", OrderStatus.LISTED);
    OrderTerms terms = order.terms();
    return new OpenOrder(
        order.id(),
        order.accountId(),
        order.address(),
        new OrderTerms(
            terms.code(),
            terms.displayName(),
            terms.amount(),
            terms.paymentType(),
            terms.installments(),
            terms.installmentType(),
            terms.receipt(),
            terms.onApproval(),
            overpaymentAllowed,
            terms.expiresAt(),
            terms.placedAt()),
        order.status(),
        null,
        order.tally(),
        null,
        null,
        order.correlationId(),
        null,
        1);
  }

  private static java.util.Optional<PaymentRefusal> split(
      OpenOrder order, long paid, long inFlight, long amount, boolean paying) {
    return StartPolicy.refusal(
        TERMINAL.picking(order.id()),
        order.settle(OrderFixture.tally(paid, inFlight)),
        paying,
        PaymentAttemptFixture.sale(amount));
  }

  @Test
  void refusesTermsThatThePdvFixedOtherwise() {
    var debit =
        new Sale(Money.brl(1990), PaymentType.DEBIT, 1, InstallmentType.MERCHANT, EntryMode.CHIP);
    assertThat(
            StartPolicy.refusal(
                TERMINAL, OrderFixture.order("or_1", OrderStatus.SHOWING), false, debit))
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

package dev.connectpos.terminal.domain;

import dev.connectpos.money.Money;

/** Orders of the account acc_1 for the terminal EMU1. */
public final class OrderFixture {

  private OrderFixture() {}

  public static OpenOrder order(String id, OrderStatus status) {
    return new OpenOrder(
        new OrderId(id),
        new AccountId("acc_1"),
        "EMU1",
        new OrderTerms(
            "PED-1",
            "Mesa 3",
            Money.brl(1990),
            PaymentType.CREDIT,
            1,
            InstallmentType.MERCHANT,
            false,
            PaymentAttemptFixture.NOW),
        status,
        null,
        status.isCurrent() ? PaymentAttemptFixture.NOW : null,
        null,
        "corr-1",
        null,
        1);
  }

  public static Terminal terminal(String account, String serial) {
    return new Terminal(
        new TerminalId("term_1"),
        new AccountId(account),
        serial,
        TerminalModel.EMULATOR,
        TerminalMode.DIRECT,
        PaymentAttemptFixture.NOW,
        1,
        true,
        PaymentAttemptFixture.NOW,
        "1.0");
  }
}

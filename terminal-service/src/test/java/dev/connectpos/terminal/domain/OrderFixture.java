package dev.connectpos.terminal.domain;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders of the account acc_1 for the terminal EMU1. */
public final class OrderFixture {

  private OrderFixture() {}

  /** A direct order. */
  public static OpenOrder order(String id, OrderStatus status) {
    return order(id, new OrderAddress.Direct("EMU1"), PaymentType.CREDIT, status);
  }

  /** A direct order that is printed after its slip. */
  public static OpenOrder printed(String id) {
    OpenOrder order = order(id, OrderStatus.SHOWING);
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
            new OrderTerms.Receipt(true, List.of()),
            terms.onApproval(),
            false,
            null,
            terms.placedAt()),
        order.status(),
        null,
        order.tally(),
        order.turnAt(),
        null,
        order.correlationId(),
        null,
        1);
  }

  /** A listed order for every terminal of the account. */
  public static OpenOrder listed(String id, OrderStatus status) {
    return order(id, new OrderAddress.Listed(List.of()), null, status);
  }

  /** A standalone sale over R$ 19,90 that has begun. */
  public static OpenOrder typed(String id) {
    return OpenOrder.typed(
            new OrderId(id),
            terminal("acc_1", "EMU1"),
            PaymentAttemptFixture.sale(1990),
            PaymentAttemptFixture.NOW)
        .show(PaymentAttemptFixture.NOW)
        .settle(tally(0, 1990));
  }

  private static OpenOrder order(
      String id, OrderAddress address, @Nullable PaymentType type, OrderStatus status) {
    return new OpenOrder(
        new OrderId(id),
        new AccountId("acc_1"),
        address,
        new OrderTerms(
            "PED-1",
            "Mesa 3",
            Money.brl(1990),
            type,
            1,
            InstallmentType.MERCHANT,
            OrderTerms.Receipt.NONE,
            new OrderTerms.OnApproval(OperationType.AUTH_AND_CAPTURE, null),
            false,
            null,
            PaymentAttemptFixture.NOW),
        status,
        null,
        Tally.nothing(Currency.BRL),
        status.isCurrent() ? PaymentAttemptFixture.NOW : null,
        null,
        "corr-1",
        null,
        1);
  }

  public static Tally tally(long paid, long inFlight) {
    return new Tally(Money.brl(paid), Money.brl(inFlight));
  }

  public static Terminal terminal(String account, String serial) {
    return new Terminal(
        new TerminalId("term_1"),
        new AccountId(account),
        serial,
        TerminalModel.EMULATOR,
        new Activation(true, TerminalMode.DIRECT),
        PaymentAttemptFixture.NOW,
        1,
        true,
        PaymentAttemptFixture.NOW,
        "1.0",
        null,
        null);
  }
}

package dev.connectpos.order.domain;

import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Orders and payments for tests. */
public final class OrderFixture {
  public static final Instant PLACED_AT = Instant.parse("2026-11-23T14:03:09.123456Z");
  public static final Instant PAID_AT = Instant.parse("2026-11-23T14:03:31.500000Z");
  public static final Instant CLOSED_AT = Instant.parse("2026-11-23T14:04:00Z");
  public static final PaymentId PAYMENT = new PaymentId("pay_0000000000000001");

  private OrderFixture() {}

  /** An order of R$ 19.90 and twice R$ 5.05: R$ 30.00. */
  public static PlacedOrder order() {
    return order("PED-1");
  }

  /** The same with another code. */
  public static PlacedOrder order(String code) {
    return new PlacedOrder(
        new OrderId("or_0000000000000001"),
        new AccountId("acc_0000000000000001"),
        code,
        new Customer(new CustomerId("cus_0000000000000001"), "Mesa 3", "mesa3@example.com"),
        List.of(
            new OrderItem(
                new ItemId("oi_0000000000000001"), "Prato do dia", Money.brl(1990), 1, "1"),
            new OrderItem(new ItemId("oi_0000000000000002"), "Suco", Money.brl(505), 2, null)),
        new TerminalSettings(
            true,
            "Mesa 3",
            false,
            "6C582505",
            new PaymentSetup(PaymentType.CREDIT, 1, InstallmentType.MERCHANT)),
        new TreeMap<>(Map.of("waiter", "Ana")),
        PLACED_AT);
  }

  /** That order, open and unpaid. */
  public static OrderState.Open open() {
    return new OrderState.Open(order(), Payments.none());
  }

  /** A capture of the payment. */
  public static Capture capture(PaymentId payment, Money amount) {
    return new Capture(
        payment,
        "6C582505-1.0.0-ROPA0Z-0017",
        amount,
        "32712345678901",
        "051659",
        "0000",
        new CardFacts("Visa", "400000", "0010", "tok_1", "ANA B", CardFunding.CREDIT),
        PaymentType.CREDIT,
        1,
        InstallmentType.MERCHANT,
        "6C582505",
        PAID_AT.minusSeconds(2),
        PAID_AT);
  }

  /** A charge of the payment. */
  public static Charge charge(PaymentId payment, long minor) {
    var number = payment.value().substring("pay_".length());
    return new Charge(
        new ChargeId("ch_" + number),
        new TransactionId("tran_" + number),
        capture(payment, new Money(minor, Currency.BRL)),
        PAID_AT);
  }
}
